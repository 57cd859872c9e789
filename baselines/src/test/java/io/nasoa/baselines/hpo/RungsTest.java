package io.nasoa.baselines.hpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RungsTest {
  private static Rungs rungs(double min, double max, double eta, boolean likeHpBandSter) {
    return Rungs.of(
        HpoSettings.of(HpoAlgorithm.HYPERBAND, min, max, eta).withHpBandSter(likeHpBandSter));
  }

  private static List<Integer> widths(Rungs rungs, int bracket) {
    return IntStream.range(rungs.firstLevel(bracket), rungs.size())
        .mapToObj(level -> rungs.width(bracket, level))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void brackets_oneTo81_areThoseOfHpBandSter(boolean likeHpBandSter) {
    Rungs rungs = rungs(1, 81, 3, likeHpBandSter);
    assertThat(rungs.budgets()).containsExactly(1.0, 3.0, 9.0, 27.0, 81.0);
    assertThat(widths(rungs, 0)).containsExactly(81, 27, 9, 3, 1);
    assertThat(widths(rungs, 1)).containsExactly(27, 9, 3, 1);
    assertThat(widths(rungs, 2)).containsExactly(9, 3, 1);
    assertThat(widths(rungs, 3)).containsExactly(6, 2);
    assertThat(widths(rungs, 4)).containsExactly(5);
    assertThat(widths(rungs, 5)).containsExactly(81, 27, 9, 3, 1);
    assertThat(rungs.cost(0)).isEqualTo(405);
    assertThat(rungs.cost(4)).isEqualTo(405);
  }

  @Test
  void budgets_roundingTrap_losesNoRungOfOursButHpBandSters() {
    assertThat(rungs(1, 243, 3, false).budgets()).hasSize(6).startsWith(1.0);
    assertThat(rungs(1, 243, 3, true).budgets()).containsExactly(3.0, 9.0, 27.0, 81.0, 243.0);
    assertThat(rungs(1, 1000, 10, false).budgets()).hasSize(4);
    assertThat(rungs(1, 1000, 10, true).budgets()).containsExactly(10.0, 100.0, 1000.0);
  }

  @Test
  void budgets_leastIsTheFull_isOneRung() {
    assertThat(rungs(12, 12, 3, false).budgets()).containsExactly(12.0);
    assertThat(widths(rungs(12, 12, 3, false), 0)).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void rungs_anyRange_growByEtaWithinItAndShrinkInWidth(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double eta = 2 + random.nextInt(4);
    double max = 1 + 100 * random.nextDouble();
    double min = max * Math.pow(eta, -6 * random.nextDouble());
    Rungs rungs = rungs(min, max, eta, false);
    assertThat(rungs.budget(rungs.highest())).isEqualTo(max);
    assertThat(rungs.budget(0)).isGreaterThanOrEqualTo(min * (1 - 1e-8));
    assertThat(rungs.budget(0)).isLessThan(min * eta * (1 + 1e-8));
    for (int level = 1; level < rungs.size(); level++) {
      assertThat(rungs.budget(level) / rungs.budget(level - 1)).isCloseTo(eta, within(1e-9));
    }
    for (int bracket = 0; bracket < rungs.size(); bracket++) {
      List<Integer> widths = widths(rungs, bracket);
      for (int i = 1; i < widths.size(); i++) {
        assertThat(widths.get(i)).isEqualTo((int) (widths.get(i - 1) / eta));
      }
    }
  }

  @Test
  void settings_outOfRange_areRefused() {
    assertThatThrownBy(() -> rungs(0, 81, 3, false)).hasMessageContaining("minBudget is 0.0");
    assertThatThrownBy(() -> rungs(2, 1, 3, false)).hasMessageContaining("maxBudget is 1.0");
    assertThatThrownBy(() -> rungs(1, 81, 1, false)).hasMessageContaining("eta is 1.0");
    assertThatThrownBy(() -> HpoSettings.given(List.of(), 12)).hasMessageContaining("given is []");
    HpoSettings random = HpoSettings.of(HpoAlgorithm.RANDOM, 1, 81, 3);
    assertThatThrownBy(() -> random.withParallel(0)).hasMessageContaining("parallel is 0");
    assertThatThrownBy(() -> random.withLimit(-1)).hasMessageContaining("limit is -1");
  }
}
