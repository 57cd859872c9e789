package io.nasoa.zoo.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.cost.StepTimes.KnownModel;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepTimesTest {
  private static final ModelCost EASY = ModelCostTest.EASY;
  private static final KnownModel SMALL = new KnownModel("small", Stem.STANDARD, 64, EASY);

  private static StepTimeKey key(String architecture, int frozen, int batch, String device) {
    return new StepTimeKey(architecture, Stem.STANDARD, 64, frozen, batch, device, 1);
  }

  private static StepTimeMeasurement measured(StepTimeKey key, double seconds) {
    return new StepTimeMeasurement(key, seconds, 3, Instant.EPOCH);
  }

  private static final StepTimes TIMES =
      new StepTimes(
          List.of(
              measured(key("small", 0, 32, "cpu"), 0.08),
              measured(key("small", 2, 32, "cpu"), 0.05),
              measured(key("unknown", 0, 32, "cpu"), 9)),
          List.of(SMALL));

  @Test
  void expect_measuredStep_isTheMeasurement() {
    assertThat(TIMES.expect(key("small", 0, 32, "cpu"), EASY))
        .isEqualTo(new ExpectedStepTime(0.08, TimeSource.MEASURED));
    assertThat(TIMES.expect(key("unknown", 0, 32, "cpu"), EASY))
        .isEqualTo(new ExpectedStepTime(9, TimeSource.MEASURED));
  }

  @Test
  void expect_sameModel_scalesTheNearestMeasurement() {
    // 64 images are twice as many; fewer do not save their whole share.
    ExpectedStepTime larger = TIMES.expect(key("small", 0, 64, "cpu"), EASY);
    assertThat(larger.source()).isEqualTo(TimeSource.SAME_MODEL);
    assertThat(larger.seconds()).isCloseTo(0.16, within(1e-12));
    // 16 images with 2 frozen stages are nearest to 32 of them.
    assertThat(TIMES.expect(key("small", 2, 16, "cpu"), EASY).seconds())
        .isCloseTo(0.05 * Math.pow(0.5, 0.85), within(1e-12))
        .isGreaterThan(0.025);
  }

  @Test
  void expect_otherModel_takesTheSlowestRate() {
    ModelCost twice =
        new ModelCost(
            EASY.stages().stream()
                .map(s -> new ModelCost.Stage(2 * s.parameters(), 2 * s.macs(), 2 * s.elements()))
                .toList(),
            40);
    ExpectedStepTime other = TIMES.expect(key("large", 0, 32, "cpu"), twice);
    assertThat(other.source()).isEqualTo(TimeSource.OTHER_MODEL);
    // 21,000 multiply-accumulates from 10,500 in 0.08 s, or from 4,500 in 0.05 s.
    assertThat(other.seconds()).isCloseTo(0.05 * 21_000 / 4_500, within(1e-12));
  }

  @Test
  void expect_otherDevice_knowsNothing() {
    ExpectedStepTime guess = TIMES.expect(key("small", 0, 32, "cuda:x"), EASY);
    assertThat(guess.source()).isEqualTo(TimeSource.NOTHING);
    assertThat(guess.seconds()).isCloseTo(32 * 10_500 / 15e9, within(1e-18));
  }
}
