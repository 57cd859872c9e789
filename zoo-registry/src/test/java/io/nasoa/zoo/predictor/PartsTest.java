package io.nasoa.zoo.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The small parts of the learner. */
class PartsTest {
  @Test
  void update_lossesOutOfRange_countAsOne() {
    HeadWeights weights = HeadWeights.equal(4);
    weights.update(new double[] {0, 1, Double.NaN, 1e9}, 0.5, 0.2);
    double sum = 1 + 0.5 + 0.5 + 0.5;
    assertThat(weights.values()).containsExactly(1 / sum, 0.5 / sum, 0.5 / sum, 0.5 / sum);
  }

  @Test
  void update_alwaysWorst_staysAboveTheFloor() {
    HeadWeights weights = HeadWeights.equal(2);
    for (int i = 0; i < 1000; i++) {
      weights.update(new double[] {0, 1}, 0.5, 0.2);
    }
    assertThat(weights.values()[1]).isGreaterThan(0.1 / 1.1 - 1e-9).isLessThan(0.2);
  }

  @Test
  void standardise_isByMeanAndDeviationSoFar() {
    Standardiser standardiser = new Standardiser(1);
    assertThat(standardiser.standardise(0, 5)).isZero();
    for (double value : new double[] {1, 2, 3, Double.NaN, 6}) {
      standardiser.add(0, value);
    }
    double deviation = Math.sqrt(3.5);
    assertThat(standardiser.standardise(0, 4)).isCloseTo(1 / deviation, within(1e-12));
    assertThat(standardiser.restore(0, 1)).isCloseTo(3 + deviation, within(1e-12));
    assertThat(standardiser.standardise(0, Double.NaN)).isZero();
    assertThat(standardiser.standardise(0, 1e300)).isEqualTo(Standardiser.LIMIT);
    assertThat(standardiser.count(0)).isEqualTo(4);
  }

  @Test
  void standardise_constant_isZero() {
    Standardiser standardiser = new Standardiser(1);
    for (int i = 0; i < 1000; i++) {
      standardiser.add(0, 0.1);
    }
    assertThat(standardiser.standardise(0, 0.1 + 1e-15)).isZero();
  }

  private static Example example(String task, double target, boolean prior) {
    return new Example(task, List.of(1.0), target, 1, prior);
  }

  @Test
  void add_tooMany_dropsFromTheLargestTaskAndNeverPriorOnes() {
    Replay replay = new Replay(10);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20; i++) {
      replay.add(example("prior", i, true), random);
    }
    replay.add(example("small", 1, false), random);
    for (int i = 0; i < 100; i++) {
      replay.add(example("large", i, false), random);
    }
    assertThat(replay.size()).isEqualTo(30);
    List<Example> drawn = replay.draw(example("small", 1, false), 400, 1, random);
    assertThat(drawn).extracting(Example::task).contains("small", "large", "prior");
  }

  @Test
  void draw_isHalfPriorAndBalancedOverTasks() {
    Replay replay = new Replay(1000);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 90; i++) {
      replay.add(example("often", i, false), random);
    }
    replay.add(example("rare", 1, false), random);
    replay.add(example("prior", 1, true), random);
    List<Example> drawn = replay.draw(example("often", 5, false), 1000, 4, random);
    assertThat(drawn).hasSize(4000);
    assertThat(drawn.get(0).target()).isEqualTo(5);
    assertThat(drawn.stream().filter(Example::prior).count()).isEqualTo(2000);
    assertThat(drawn.stream().filter(e -> e.task().equals("rare")).count()).isBetween(800L, 1200L);
    for (int group = 0; group < 1000; group++) {
      assertThat(drawn.subList(4 * group, 4 * group + 4))
          .extracting(Example::task)
          .containsOnly(drawn.get(4 * group).task());
    }
  }

  /** Ranking must not stretch the predictions: with the right ones nothing pulls. */
  @Test
  void slopes_ofRightPredictions_areZero() {
    Encoding encoding = new Encoding(1);
    List<Example> rows =
        List.of(
            example("t", 1, false),
            example("t", 5, false),
            example("t", 2, false),
            example("t", 2, false));
    rows.forEach(encoding::add);
    Batch batch = new Batch(rows, 4, encoding);
    HeadLoss loss = new HeadLoss(batch, 0.5);
    for (float slope : loss.slopes(batch.targets().clone())) {
      assertThat((double) slope).isCloseTo(0, within(1e-6));
    }
    float[] turned = batch.targets().clone();
    turned[0] = batch.targets()[1];
    turned[1] = batch.targets()[0];
    assertThat(loss.value(turned)).isGreaterThan(loss.value(batch.targets()) + 0.5);
    assertThat(new HeadLoss(batch, 5).value(turned) - new HeadLoss(batch, 5).value(batch.targets()))
        .isGreaterThan(loss.value(turned) - loss.value(batch.targets()));
  }

  @Test
  void accuracyTarget_goesThereAndBack() {
    assertThat(AccuracyTarget.of(0.55, 10)).isCloseTo(0, within(1e-12));
    assertThat(AccuracyTarget.accuracy(AccuracyTarget.of(0.9, 4), 4)).isCloseTo(0.9, within(1e-12));
    assertThat(AccuracyTarget.of(0.1, 10)).isEqualTo(AccuracyTarget.of(0, 10));
    assertThat(AccuracyTarget.of(1, 10)).isCloseTo(Math.log(0.98 / 0.02), within(1e-9));
    assertThatThrownBy(() -> AccuracyTarget.of(1.2, 10)).hasMessageContaining("1.2");
  }

  @Test
  void accuracyWeight_growsWithTheImages() {
    double few = AccuracyTarget.weight(0.8, 10, 50);
    double many = AccuracyTarget.weight(0.8, 10, 5000);
    assertThat(few).isPositive().isLessThan(many / 2);
    assertThat(many).isGreaterThan(0.9).isLessThan(1);
  }

  @Test
  void settings_outOfRange_nameTheField() {
    assertThatThrownBy(() -> LearnerSettings.DEFAULT.withFixedDepth(0))
        .hasMessage("learner setting depth must be 1 to 64, was 0");
  }
}
