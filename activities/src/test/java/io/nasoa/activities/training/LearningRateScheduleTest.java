package io.nasoa.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.experience.Regime;
import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
  private static final LearningRateSchedule SCHEDULE =
      LearningRateSchedule.of(new Regime(0.1, 0, 100, 8, 0.9, 0, 0, 0.1, false, false));

  @Test
  void rate_warmUpThenCosine() {
    assertThat(SCHEDULE.rate(0)).isCloseTo(0.005, within(1e-12));
    assertThat(SCHEDULE.rate(9)).isCloseTo(0.095, within(1e-12));
    assertThat(SCHEDULE.rate(10)).isCloseTo(0.1, within(1e-12));
    assertThat(SCHEDULE.rate(55)).isCloseTo(0.05, within(1e-12));
    assertThat(SCHEDULE.rate(99)).isLessThan(1e-4);
  }

  @Test
  void resized_rateGoesOnWithoutAJumpAndStillDecaysToNothing() {
    LearningRateSchedule shorter = SCHEDULE.resized(40, 60);
    assertThat(shorter.totalSteps()).isEqualTo(60);
    assertThat(shorter.rate(39)).isEqualTo(SCHEDULE.rate(39));
    assertThat(shorter.rate(40)).isEqualTo(SCHEDULE.rate(40));
    assertThat(shorter.rate(50)).isCloseTo(SCHEDULE.rate(70), within(1e-12));
    assertThat(shorter.rate(59)).isCloseTo(SCHEDULE.rate(97), within(1e-12));
  }

  @Test
  void resized_twice_everyEarlierStepKeepsItsRate() {
    LearningRateSchedule once = SCHEDULE.resized(40, 80);
    LearningRateSchedule twice = once.resized(60, 70);
    for (int step = 0; step < 60; step++) {
      assertThat(twice.rate(step)).isEqualTo(once.rate(step));
    }
    assertThat(twice.rate(69)).isLessThan(once.rate(69));
  }

  @Test
  void resized_backToThePlan_isNotShortened() {
    LearningRateSchedule back = SCHEDULE.resized(40, 60).resized(50, 100);
    assertThat(back.shortened()).isFalse();
    assertThat(back.rate(50)).isCloseTo(SCHEDULE.rate(70), within(1e-12));
    assertThat(back.rate(99)).isLessThan(1e-3);
  }

  @Test
  void plateau_isConstantBetweenWarmUpAndDecayWhateverTheEnd() {
    Regime regime = new Regime(0.1, 0, 100, 8, 0.9, 0, 0, 0.1, false, false);
    LearningRateSchedule branch =
        LearningRateSchedule.of(regime, new LearningRateSchedule.Plateau(4, 80));
    LearningRateSchedule longer =
        LearningRateSchedule.of(regime.withSteps(300), new LearningRateSchedule.Plateau(4, 240));
    assertThat(branch.totalSteps()).isEqualTo(100);
    assertThat(branch.rate(0)).isEqualTo(0.1 * 0.125);
    assertThat(branch.rate(4)).isEqualTo(0.1);
    assertThat(branch.rate(79)).isEqualTo(0.1);
    assertThat(branch.rate(90)).isCloseTo(0.05, within(1e-12));
    assertThat(branch.rate(99)).isBetween(0.0, 0.001);
    for (int step = 0; step < 80; step++) {
      assertThat(longer.rate(step)).isEqualTo(branch.rate(step));
    }
    assertThat(longer.rate(200)).isEqualTo(0.1);
  }
}
