package io.nasoa.zoo.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepTimeCorrectionTest {
  private static TimingGroup group(String architecture, int frozen) {
    return new TimingGroup("cpu", 1, architecture, frozen, TimeSource.MEASURED);
  }

  private static RunTiming run(TimingGroup group, double ratio) {
    return new RunTiming(group, 0.1, 0.1 * ratio);
  }

  @Test
  void ratios_nothingLearned_keepBackWhatPlansAlwaysDid() {
    RatioDistribution ratios = new StepTimeCorrection().ratios(group("a", 0));
    // The 38th of 40 points of the logistic distribution.
    assertThat(ratios.quantile(0.95))
        .isCloseTo(Math.exp(0.028 * Math.log(0.9375 / 0.0625)), within(1e-12));
    assertThat(ratios.quantile(0.95)).isBetween(1.07, 1.09);
    assertThat(ratios.probabilityWithin(1)).isCloseTo(0.5, within(1e-12));
    assertThat(ratios.probabilityWithin(10)).isCloseTo(1, within(1e-12));
    assertThat(ratios.probabilityWithin(0)).isZero();
  }

  @ParameterizedTest
  @EnumSource(TimeSource.class)
  void ratios_lessTrustedSources_keepBackMore(TimeSource source) {
    StepTimeCorrection correction = new StepTimeCorrection();
    double previous = 1;
    for (TimeSource other : TimeSource.values()) {
      double kept = correction.ratios(new TimingGroup("cpu", 1, "a", 0, other)).quantile(0.95);
      assertThat(kept).isGreaterThan(previous);
      previous = kept;
      if (other == source) {
        return;
      }
    }
  }

  @Test
  void ratios_manyRunsOfTheGroup_areBelieved() {
    StepTimeCorrection correction = new StepTimeCorrection();
    for (int i = 0; i < 20; i++) {
      correction.learn(run(group("a", 0), 1.5));
    }
    RatioDistribution ratios = correction.ratios(group("a", 0));
    assertThat(ratios.quantile(0.05)).isCloseTo(1.5, within(1e-12));
    assertThat(ratios.quantile(0.95)).isCloseTo(1.5, within(1e-12));
    // Group, model and device take 20 of 25 parts each of what is left: 1/125 is the prior's.
    assertThat(ratios.probabilityWithin(1.4)).isCloseTo(1 / 125.0, within(1e-12));
  }

  @Test
  void ratios_fewRuns_areMixedWithCoarserGroups() {
    StepTimeCorrection correction = new StepTimeCorrection();
    correction.learn(run(group("a", 0), 1));
    correction.learn(run(group("a", 1), 2));
    correction.learn(run(group("b", 0), 4));
    RatioDistribution ratios = correction.ratios(group("a", 0));
    double own = 1 / 6.0;
    double model = (1 - own) * 2 / 7;
    double device = (1 - own - model) * 3 / 8;
    assertThat(1 - ratios.probabilityWithin(3)).isCloseTo(device / 3, within(1e-12));
    assertThat(1 - ratios.probabilityWithin(1.9))
        .isCloseTo(model / 2 + 2 * device / 3, within(1e-12));
  }

  @Test
  void ratios_otherDevicesAndSources_sayNothing() {
    StepTimeCorrection correction = new StepTimeCorrection();
    for (int i = 0; i < 50; i++) {
      correction.learn(run(new TimingGroup("cuda:x", 1, "a", 0, TimeSource.MEASURED), 5));
      correction.learn(run(new TimingGroup("cpu", 2, "a", 0, TimeSource.MEASURED), 5));
      correction.learn(run(new TimingGroup("cpu", 1, "a", 0, TimeSource.NOTHING), 5));
    }
    assertThat(correction.ratios(group("a", 0)).quantile(1)).isLessThan(1.2);
  }

  @Test
  void ratios_machineChanged_forgetsOldRuns() {
    StepTimeCorrection correction = new StepTimeCorrection();
    for (int i = 0; i < 100; i++) {
      correction.learn(run(group("a", 0), 1));
    }
    for (int i = 0; i < 32; i++) {
      correction.learn(run(group("a", 0), 2));
    }
    assertThat(correction.ratios(group("a", 0)).quantile(0.5)).isCloseTo(2, within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void quantile_anyLog_risesAndInvertsTheProbability(long seed) {
    RatioDistribution ratios = learned(log(seed)).ratios(group("m1", 1));
    double previous = 0;
    for (int i = 1; i <= 100; i++) {
      double ratio = ratios.quantile(i / 100.0);
      assertThat(ratio).isGreaterThanOrEqualTo(previous);
      assertThat(ratios.probabilityWithin(ratio)).isGreaterThanOrEqualTo(i / 100.0 - 1e-9);
      previous = ratio;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void quantile95_noisyRuns_coversThem(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StepTimeCorrection correction = new StepTimeCorrection();
    int late = 0;
    for (int i = 0; i < 1000; i++) {
      double actual = 1.3 * Math.exp(0.1 * random.nextGaussian());
      if (i >= 100) {
        late += actual > correction.ratios(group("a", 0)).quantile(0.95) ? 1 : 0;
      }
      correction.learn(run(group("a", 0), actual));
    }
    assertThat(late / 900.0).isBetween(0.01, 0.1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void save_sameLog_isTheSameBytesWhereverItWasInterrupted(long seed) {
    List<RunTiming> log = log(seed);
    byte[] straight = learned(log).save();
    for (int cut : new int[] {0, 1, 77, log.size()}) {
      StepTimeCorrection first = learned(log.subList(0, cut));
      StepTimeCorrection second = StepTimeCorrection.restore(first.save());
      log.subList(cut, log.size()).forEach(second::learn);
      assertThat(second.save()).isEqualTo(straight);
      assertThat(second.learned()).isEqualTo(log.size());
    }
  }

  @Test
  void restore_notOne_isRefused() {
    byte[] saved = learned(log(1)).save();
    assertThatThrownBy(() -> StepTimeCorrection.restore(new byte[] {1, 2, 3, 4, 5}))
        .hasMessage("the saved step time correction is none: its first bytes differ");
    assertThatThrownBy(() -> StepTimeCorrection.restore(Arrays.copyOf(saved, saved.length - 3)))
        .hasMessage("the saved step time correction ends too early");
    saved[7] = 9;
    assertThatThrownBy(() -> StepTimeCorrection.restore(saved))
        .hasMessage("the saved step time correction has schema 9, this version reads 1");
  }

  @Test
  void newTiming_notATime_isRefused() {
    assertThatThrownBy(() -> new RunTiming(group("a", 0), 0.1, Double.NaN))
        .hasMessage(
            "a run of a took NaN s a step instead of 0.1 s, expected positive finite numbers");
  }

  private static StepTimeCorrection learned(List<RunTiming> log) {
    StepTimeCorrection correction = new StepTimeCorrection();
    log.forEach(correction::learn);
    return correction;
  }

  private static List<RunTiming> log(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<RunTiming> log = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      TimingGroup group =
          new TimingGroup(
              random.nextInt(4) == 0 ? "cuda:x" : "cpu",
              1,
              "m" + random.nextInt(3),
              random.nextInt(3),
              random.nextBoolean() ? TimeSource.MEASURED : TimeSource.SAME_MODEL);
      log.add(new RunTiming(group, random.nextDouble(0.01, 1), random.nextDouble(0.01, 1)));
    }
    return log;
  }
}
