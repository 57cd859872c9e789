package io.nasoa.zoo.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.cost.ScheduleRule.Progress;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleRuleTest {
  private static final ScheduleRule RULE = ScheduleRule.DEFAULT;

  /** A simulated training: steps done, steps of the schedule at its end, seconds, changes of it. */
  private record End(int done, int total, double seconds, int decisions) {}

  @Test
  void resize_machineHalfAsFast_handComputed() {
    Progress progress = new Progress(100, 1000, 1000, 100, 2, 0.1, 100, 20, 0, 0);
    double step = (20 + 5 * 0.1) / 105;
    assertThat(RULE.stepSeconds(progress)).isCloseTo(step, within(1e-15));
    assertThat(RULE.secondsForSteps(progress)).isCloseTo(100 - 2 * step / 0.1, within(1e-12));
    assertThat(RULE.resize(progress)).hasValue(100 + 492);
  }

  @Test
  void resize_asPlanned_changesNothing() {
    Progress progress = new Progress(100, 1000, 1000, 92.1, 2, 0.1, 100, 10, 100, 10);
    assertThat(RULE.resize(progress)).isEmpty();
  }

  @Test
  void resize_fasterThanPlanned_neverExceedsThePlan() {
    assertThat(RULE.resize(new Progress(100, 1000, 1000, 500, 2, 0.1, 100, 5, 0, 0))).isEmpty();
    // Shortened before, it gets its steps back.
    assertThat(RULE.resize(new Progress(100, 600, 1000, 500, 2, 0.1, 100, 5, 0, 0))).hasValue(1000);
  }

  @Test
  void resize_limitPassed_leavesOneMoreStep() {
    assertThat(RULE.resize(new Progress(100, 1000, 1000, -5, 2, 0.1, 100, 10, 0, 0))).hasValue(101);
  }

  @Test
  void stepSeconds_slowLately_isBelieved() {
    Progress late = new Progress(900, 1000, 1000, 20, 1, 0.1, 900, 95, 50, 10);
    double all = (95 + 0.5) / 905;
    assertThat(RULE.stepSeconds(late)).isCloseTo((10 + 5 * all) / 55, within(1e-12));
    Progress before = new Progress(900, 1000, 1000, 20, 1, 0.1, 900, 95, 50, 2);
    assertThat(RULE.stepSeconds(before)).isCloseTo(all, within(1e-12));
  }

  @Test
  void weighed_twentiethsOfThePlanAndItsLastPart() {
    int count = 0;
    for (int done = 0; done < 1000; done++) {
      count += RULE.weighed(new Progress(done, 1000, 1000, 9, 1, 0.1, done, 9, 0, 0)) ? 1 : 0;
    }
    assertThat(count).isEqualTo(18 + 50);
  }

  @Test
  void resize_lastPart_shortensByALittleMoreThanItMust() {
    // 40 steps are left of which 30 fit: 28 are kept.
    Progress progress = new Progress(960, 1000, 1000, 6.05, 3, 0.1, 960, 96, 0, 0);
    assertThat(RULE.resize(progress)).hasValue(960 + 28);
    assertThat(RULE.resize(new Progress(960, 1000, 1000, 7.05, 3, 0.1, 960, 96, 0, 0))).isEmpty();
  }

  @Test
  void newRule_impossible_isRefused() {
    assertThatThrownBy(() -> new ScheduleRule(0, 0.9, 1, 1))
        .hasMessageStartingWith("a schedule rule has 0 decisions, thresholds 0.9 and 1.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 1.1, 1.5, 2, 4})
  void resize_steadyMachine_completesTheScheduleInTime(double slowdown) {
    End end = simulate(1000, 110, 3, step -> 0.1 * slowdown);
    assertThat(end.done()).isEqualTo(end.total());
    assertThat(end.seconds() + 3 * Math.max(1, slowdown)).isLessThanOrEqualTo(110 + 1e-9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void resize_machineThatSlowsDownAnywhere_mostlyCompletesTheScheduleInTime(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int unfinished = 0;
    int decisions = 0;
    for (int run = 0; run < 100; run++) {
      int from = random.nextInt(1000);
      double slowdown = random.nextDouble(1, 3);
      double noise = random.nextDouble(0, 0.2);
      SplittableRandom steps = random.split();
      End end =
          simulate(
              1000,
              115,
              3,
              step ->
                  0.1 * (step < from ? 1 : slowdown) * (1 + noise * (steps.nextDouble() - 0.5)));
      assertThat(end.seconds()).isLessThanOrEqualTo(115 - 3 + 0.4);
      unfinished += end.done() < end.total() ? 1 : 0;
      decisions = Math.max(decisions, end.decisions());
    }
    // The reserve grows with a late slump, and may take all that was left.
    assertThat(unfinished).isLessThanOrEqualTo(10);
    assertThat(decisions).isLessThanOrEqualTo(30);
  }

  /** Drives the rule as the training loop does. */
  private static End simulate(int planned, double limit, double reserve, IntToDoubleFunction step) {
    double seconds = 0;
    double recent = 0;
    int recentSteps = 0;
    int total = planned;
    int done = 0;
    int decisions = 0;
    while (done < total) {
      Progress progress =
          new Progress(
              done,
              total,
              planned,
              limit - seconds,
              reserve,
              0.1,
              done,
              seconds,
              recentSteps,
              recent);
      if (done > 0 && RULE.secondsForSteps(progress) < RULE.stepSeconds(progress)) {
        break;
      }
      if (RULE.weighed(progress)) {
        OptionalInt resized = RULE.resize(progress);
        total = resized.orElse(total);
        decisions += resized.isPresent() ? 1 : 0;
        if (done % 50 == 0) {
          recent = 0;
          recentSteps = 0;
        }
      }
      double took = step.applyAsDouble(done);
      seconds += took;
      recent += took;
      recentSteps++;
      done++;
    }
    return new End(done, total, seconds, decisions);
  }
}
