package io.nasoa.baselines.hpo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.baselines.hpo.HpoAlgorithm;
import io.nasoa.baselines.hpo.HpoSettings;
import io.nasoa.baselines.hpo.space.Point;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class HpoBenchmarkTest {
  private static final SplittableRandom RANDOM = new SplittableRandom(1);
  private static final Hartmann HARTMANN = new Hartmann(3, 0.5, 0.1, 81);

  @Test
  void hartmann_optimum_hasNoRegret() {
    Point best3 = new Point(List.of(0.114614, 0.555649, 0.852547));
    assertThat(HARTMANN.regret(best3)).isCloseTo(0, within(1e-5));
    assertThat(HARTMANN.observe(best3, 81, RANDOM)).isCloseTo(-3.86278, within(1e-5));
    Point best6 = new Point(List.of(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573));
    assertThat(new Hartmann(6, 0.5, 0.1, 81).regret(best6)).isCloseTo(0, within(1e-5));
  }

  @Test
  void hartmann_smallBudget_isBiasedAndNoisy() {
    Point point = new Point(List.of(0.1, 0.5, 0.8));
    Hartmann biased = new Hartmann(3, 0.5, 0, 81);
    double truth = biased.observe(point, 81, RANDOM);
    double half = biased.observe(point, 9, RANDOM);
    double least = biased.observe(point, 1, RANDOM);
    assertThat(least).isGreaterThan(half);
    assertThat(half - truth).isCloseTo((least - truth) / 2, within(1e-12));
    double mean = 0;
    for (int i = 0; i < 4000; i++) {
      double noise = HARTMANN.observe(point, 1, RANDOM) - least;
      assertThat(noise).isNotNegative();
      mean += noise / 4000;
    }
    assertThat(mean).isCloseTo(0.1 * Math.sqrt(2 / Math.PI), within(0.005));
  }

  @Test
  void countingOnes_isTheMeanOfBitsAndThrows() {
    CountingOnes ones = new CountingOnes(2, 2);
    Point point = new Point(List.of(1.0, 0.0, 0.25, 1.0));
    assertThat(ones.regret(point)).isCloseTo(1 - 2.25 / 4, within(1e-12));
    double mean = 0;
    for (int i = 0; i < 2000; i++) {
      mean += ones.observe(point, 9, RANDOM) / 2000;
    }
    assertThat(mean).isCloseTo(-2.25 / 4, within(0.005));
    assertThat(ones.name()).isEqualTo("co2");
    assertThat(new CountingOnes(4, 8).name()).isEqualTo("co4+8");
    assertThatThrownBy(() -> new CountingOnes(0, 0)).hasMessageContaining("at least one");
  }

  @ParameterizedTest
  @EnumSource(value = HpoAlgorithm.class, mode = Mode.EXCLUDE, names = "GIVEN")
  void run_anyMethod_hasARowForEachBracketsBudget(HpoAlgorithm algorithm) {
    HpoSettings settings = HpoSettings.of(algorithm, 1, 81, 3);
    List<BenchmarkRow> rows = new HpoBenchmark(HARTMANN, settings, 6).run(3);
    double[] least = {5, 9, 12, 16, 21, 26};
    assertThat(rows).hasSize(6);
    for (int i = 0; i < 6; i++) {
      assertThat(rows.get(i).brackets()).isEqualTo(i + 1);
      assertThat(rows.get(i).fullEvaluations()).isBetween(least[i] - 1e-9, least[i] + 1);
      assertThat(rows.get(i).incumbentRegret()).isNotNegative();
    }
    assertThat(new HpoBenchmark(HARTMANN, settings, 6).run(3)).isEqualTo(rows);
    assertThat(new HpoBenchmark(HARTMANN, settings, 6).run(4)).isNotEqualTo(rows);
    assertThat(rows.get(5).modelBased() > 0).isEqualTo(algorithm == HpoAlgorithm.BOHB);
  }

  @Test
  void run_noBrackets_isRefused() {
    HpoSettings settings = HpoSettings.of(HpoAlgorithm.BOHB, 1, 81, 3);
    assertThatThrownBy(() -> new HpoBenchmark(HARTMANN, settings, 0))
        .hasMessageContaining("0 brackets");
    assertThatThrownBy(() -> new Hartmann(4, 0, 0, 81)).hasMessageContaining("4 dimensions");
    assertThatThrownBy(() -> new Hartmann(3, -1, 0, 81)).hasMessageContaining("bias -1.0");
  }
}
