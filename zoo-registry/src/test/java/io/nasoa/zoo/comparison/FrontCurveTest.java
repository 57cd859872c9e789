package io.nasoa.zoo.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.comparison.FrontReading.AtLeastAsGood;
import io.nasoa.zoo.comparison.FrontReading.Interpolated;
import io.nasoa.zoo.comparison.FrontReading.Unreached;
import io.nasoa.zoo.search.Objectives;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrontCurveTest {
  /** 30 % in 1, 40 % in 2, 50 % in 8; the others are dominated or the same. */
  private static final FrontCurve CURVE =
      new FrontCurve(
          Stream.of(
                  new double[] {.5, 8},
                  new double[] {.3, 1},
                  new double[] {.39, 4},
                  new double[] {.4, 2},
                  new double[] {.4, 2},
                  new double[] {.3, 1.5})
              .map(it -> new Objectives(it[0], it[1]))
              .toList());

  static IntStream seeds() {
    return IntStream.range(0, 100);
  }

  private static double at(FrontReading reading) {
    assertThat(reading).isInstanceOf(Interpolated.class);
    return reading.number().orElseThrow();
  }

  @Test
  void stepTimeAt_betweenModels_isLinearInTheLogarithm() {
    assertThat(at(CURVE.stepTimeAt(.35))).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(at(CURVE.stepTimeAt(.45))).isCloseTo(4, within(1e-12));
    assertThat(at(CURVE.stepTimeAt(.425))).isCloseTo(2 * Math.sqrt(2), within(1e-12));
  }

  @Test
  void accuracyAt_betweenModels_isLinearInTheLogarithm() {
    assertThat(at(CURVE.accuracyAt(4))).isCloseTo(.45, within(1e-12));
    assertThat(at(CURVE.accuracyAt(Math.sqrt(2)))).isCloseTo(.35, within(1e-12));
  }

  @Test
  void readings_atModels_areTheirs() {
    assertThat(CURVE.stepTimeAt(.3)).isEqualTo(new Interpolated(1));
    assertThat(CURVE.stepTimeAt(.4)).isEqualTo(new Interpolated(2));
    assertThat(CURVE.stepTimeAt(.5)).isEqualTo(new Interpolated(8));
    assertThat(CURVE.accuracyAt(1)).isEqualTo(new Interpolated(.3));
    assertThat(CURVE.accuracyAt(2)).isEqualTo(new Interpolated(.4));
    assertThat(CURVE.accuracyAt(8)).isEqualTo(new Interpolated(.5));
  }

  @Test
  void readings_beyondTheEnds_areBoundsOrNone() {
    assertThat(CURVE.stepTimeAt(.2)).isEqualTo(new AtLeastAsGood(1));
    assertThat(CURVE.stepTimeAt(.51)).isEqualTo(new Unreached());
    assertThat(CURVE.accuracyAt(9)).isEqualTo(new AtLeastAsGood(.5));
    assertThat(CURVE.accuracyAt(.9)).isEqualTo(new Unreached());
    assertThat(new Unreached().number()).isEmpty();
    assertThat(new AtLeastAsGood(4).map(it -> 8 / it)).isEqualTo(new AtLeastAsGood(2));
    assertThat(new Unreached().map(it -> 8 / it)).isEqualTo(new Unreached());
  }

  @Test
  void oneModel_isAFront() {
    FrontCurve one = new FrontCurve(List.of(new Objectives(.4, 2)));
    assertThat(one.stepTimeAt(.4)).isEqualTo(new Interpolated(2));
    assertThat(one.stepTimeAt(.3)).isEqualTo(new AtLeastAsGood(2));
    assertThat(one.accuracyAt(1)).isEqualTo(new Unreached());
  }

  @Test
  void new_withoutModelsOrTime_isRefused() {
    assertThatThrownBy(() -> new FrontCurve(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new FrontCurve(List.of(new Objectives(.4, 0))))
        .hasMessageContaining("step time is 0.0");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void readings_anywhere_areEachOthersInverseAndRise(int seed) {
    Random random = new Random(seed);
    List<Objectives> points =
        Stream.generate(() -> new Objectives(random.nextDouble(), 1 + 9 * random.nextDouble()))
            .limit(2 + random.nextInt(20))
            .toList();
    FrontCurve curve = new FrontCurve(points);
    double before = 0;
    for (double accuracy = 0; accuracy <= 1; accuracy += 0.01) {
      FrontReading time = curve.stepTimeAt(accuracy);
      double now = time.number().orElse(Double.MAX_VALUE);
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
      if (time instanceof Interpolated on) {
        assertThat(curve.accuracyAt(on.value()).number().orElseThrow())
            .isCloseTo(accuracy, within(1e-9));
      }
    }
  }
}
