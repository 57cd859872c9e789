package io.nasoa.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeBudgetTest {
  private long millis;

  @Test
  void resize_asFastAsPlanned_keepsThePlan() {
    TimeBudget budget = budget(10, 0, 0.1);
    for (int step = 1; step <= 95; step++) {
      oneStep(budget, 100);
      assertThat(budget.resize(step, 100, 100)).isEmpty();
      assertThat(budget.stepFits()).isTrue();
    }
  }

  @Test
  void resize_halfAsFast_cutsToWhatFits() {
    TimeBudget budget = budget(10, 0, 0.1);
    for (int step = 0; step < 20; step++) {
      oneStep(budget, 200);
    }
    // 6 s are left for steps of nearly 0.2 s.
    assertThat(budget.resize(20, 100, 100).orElseThrow()).isBetween(50, 56);
  }

  @Test
  void resize_burstOfANeighbourIsOver_givesBackWhatWasCut() {
    TimeBudget budget = budget(20, 0, 0.1);
    for (int step = 0; step < 20; step++) {
      oneStep(budget, 400);
    }
    int cut = budget.resize(20, 100, 100).orElseThrow();
    assertThat(cut).isLessThan(60);
    for (int step = 20; step < 40; step++) {
      oneStep(budget, 50);
    }
    assertThat(budget.resize(40, cut, 100).orElseThrow()).isGreaterThan(cut);
  }

  @Test
  void resize_neverBeyondThePlan() {
    TimeBudget budget = budget(100, 0, 0.1);
    for (int step = 0; step < 20; step++) {
      oneStep(budget, 10);
    }
    assertThat(budget.resize(20, 50, 100)).hasValue(100);
    assertThat(budget.resize(20, 100, 100)).isEmpty();
  }

  @Test
  void secondsLeft_slowerThanPlanned_reserveGrowsToo() {
    TimeBudget budget = budget(10, 1, 0.1);
    assertThat(budget.secondsLeft()).isCloseTo(9, within(1e-9));
    for (int step = 0; step < 15; step++) {
      oneStep(budget, 400);
    }
    // 15 steps of 0.4 s and the plan's five of 0.1 s: 0.325 s a step; the newest are 15 of 0.4 s
    // and five of those.
    assertThat(budget.secondsLeft()).isCloseTo(10 - 6 - 10 * 0.38125, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(longs = {100, 110, 150, 200, 400})
  void resize_steadilySlowerMachine_completesTheDecayInTime(long took) {
    TimeBudget budget = budget(21.5, 1, 0.1);
    int total = 200;
    int done = 0;
    while (done < total && budget.stepFits()) {
      oneStep(budget, took);
      done++;
      total = budget.resize(done, total, 200).orElse(total);
    }
    assertThat(done).isEqualTo(total);
    // The promise: not more than a step beyond the limit, the slower evaluation included.
    assertThat((millis + 10 * took) / 1000.0).isLessThanOrEqualTo(21.5 + took / 1000.0);
  }

  @Test
  void stepFits_lessThanAStepLeft_isFalse() {
    TimeBudget budget = budget(0.35, 0, 0.1);
    oneStep(budget, 100);
    oneStep(budget, 100);
    assertThat(budget.stepFits()).isTrue();
    oneStep(budget, 100);
    assertThat(budget.stepFits()).isFalse();
  }

  private TimeBudget budget(double left, double reserve, double perStep) {
    return new TimeBudget(() -> Instant.ofEpochMilli(millis), left, reserve, perStep);
  }

  private void oneStep(TimeBudget budget, long took) {
    millis += took;
    budget.stepEnded();
  }
}
