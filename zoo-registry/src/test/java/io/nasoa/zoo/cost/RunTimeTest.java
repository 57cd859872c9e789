package io.nasoa.zoo.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.cost.RunTime.Work;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunTimeTest {
  private static final RunTime TIME = RunTime.DEFAULT;

  @Test
  void seconds_nothingFrozen_handComputed() {
    Work work = new Work(ModelCostTest.EASY, 0, 32, 320, 10);
    RunTime.Parts parts = TIME.seconds(work, 0.1, 100, 1, 2);
    assertThat(parts.spent()).isEqualTo(2);
    assertThat(parts.fixed()).isEqualTo(0.8);
    assertThat(parts.train()).isCloseTo(10, within(1e-12));
    assertThat(parts.evaluate()).isCloseTo(2 * 0.4 * 0.1 * 10, within(1e-12));
    // One checkpoint of 350 parameters.
    assertThat(parts.checkpoint()).isCloseTo(0.01 + 8 * 350 / 100e6, within(1e-12));
    assertThat(parts.total()).isCloseTo(13.610028, within(1e-9));
  }

  @Test
  void evaluationSeconds_frozenStages_doNotMakeItShorter() {
    // The same images take as long to evaluate, though a step takes 4,500 of 10,500 parts.
    Work all = new Work(ModelCostTest.EASY, 0, 32, 320, 10);
    Work head = new Work(ModelCostTest.EASY, 2, 32, 320, 10);
    assertThat(TIME.evaluationSeconds(head, 0.1 * 4500 / 10500))
        .isCloseTo(TIME.evaluationSeconds(all, 0.1), within(1e-12));
  }

  @Test
  void passesOnTheWay_asTimeAllows() {
    Work work = new Work(ModelCostTest.EASY, 0, 32, 320, 10);
    assertThat(TIME.passesOnTheWay(work, 0.1, 12)).isZero();
    assertThat(TIME.passesOnTheWay(work, 0.1, 36)).isEqualTo(2);
    assertThat(TIME.passesOnTheWay(work, 0.1, 3600)).isEqualTo(4);
  }

  @Test
  void steps_noTimeLeft_isZero() {
    Work work = new Work(ModelCostTest.EASY, 0, 32, 320, 10);
    assertThat(TIME.steps(work, 0.1, 0, 5, 4)).isZero();
    assertThat(TIME.steps(work, 0.1, 0, 0, 1.2)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void steps_anyWork_areAsManyAsFit(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      Work work =
          new Work(
              ModelCostTest.EASY,
              random.nextInt(3),
              1 << random.nextInt(8),
              random.nextInt(2000),
              random.nextDouble(1, 60));
      double step = random.nextDouble(0.001, 0.5);
      double spent = random.nextDouble(0, 3);
      double limit = random.nextDouble(4, 600);
      int passes = random.nextInt(5);
      int steps = TIME.steps(work, step, passes, spent, limit);
      if (steps > 0) {
        assertThat(TIME.seconds(work, step, steps, passes, spent).total())
            .isLessThanOrEqualTo(limit + 1e-9);
      }
      assertThat(TIME.seconds(work, step, steps + 1, passes, spent).total())
          .isGreaterThan(limit - 1e-9);
    }
  }
}
