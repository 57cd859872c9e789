package io.nasoa.baselines.hpo.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImputationTest {
  private static final double NONE = Double.NaN;

  @Test
  void complete_missing_comesFromOneRowThatHasTheFirst() {
    double[][] rows = {{0.1, NONE, NONE, NONE}, {0.2, 0.3, NONE, 2}, {0.4, NONE, 0.5, 1}};
    for (int seed = 0; seed < 20; seed++) {
      double[][] complete = complete(rows, new int[] {0, 0, 0, 3}, false, seed);
      // Only the second row has the second coordinate; its missing third comes from the third row,
      // and with it no more the fourth.
      assertThat(complete[0]).containsExactly(0.1, 0.3, 0.5, 2);
      assertThat(complete[1]).containsExactly(0.2, 0.3, 0.5, 2);
      assertThat(complete[2]).containsExactly(0.4, 0.3, 0.5, 1);
    }
  }

  @Test
  void complete_nowhereInPlay_isDrawnEvenly() {
    double[][] rows = new double[3000][];
    Arrays.fill(rows, new double[] {0.5, NONE, NONE});
    double[][] complete = complete(rows, new int[] {0, 0, 4}, false, 1);
    for (int level = 0; level < 4; level++) {
      int wanted = level;
      assertThat(Arrays.stream(complete).filter(row -> row[2] == wanted).count())
          .isBetween(650L, 850L);
    }
    assertThat(Arrays.stream(complete).mapToDouble(row -> row[1]).average().orElseThrow())
        .isBetween(0.48, 0.52);
  }

  @Test
  void complete_onlyFirstMissing_staysSoWithTheOddity() {
    double[][] rows = {{NONE, 0.2}, {0.3, 0.4}, {NONE, NONE}};
    assertThat(complete(rows, new int[] {0, 0}, false, 1))
        .isDeepEqualTo(new double[][] {{0.3, 0.2}, {0.3, 0.4}, {0.3, 0.4}});
    assertThat(complete(rows, new int[] {0, 0}, true, 1)[0]).containsExactly(NONE, 0.2);
    assertThat(complete(rows, new int[] {0, 0}, true, 1)[2]).containsExactly(0.3, 0.4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void complete_anyRows_keepsWhatIsThereAndLeavesNothingMissing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] levelCounts = {3, 0, 0, 2, 0};
    double[][] rows = new double[1 + random.nextInt(12)][levelCounts.length];
    for (double[] row : rows) {
      for (int d = 0; d < row.length; d++) {
        double value = levelCounts[d] == 0 ? random.nextDouble() : random.nextInt(levelCounts[d]);
        row[d] = random.nextInt(2) == 0 ? NONE : value;
      }
    }
    double[][] complete = complete(rows, levelCounts, false, seed);
    for (int i = 0; i < rows.length; i++) {
      double[] before = rows[i];
      double[] after = complete[i];
      assertThat(Arrays.stream(after)).noneMatch(value -> value.isNaN());
      assertThat(IntStream.range(0, before.length).filter(d -> !Double.isNaN(before[d])))
          .allMatch(d -> before[d] == after[d]);
    }
  }

  private static double[][] complete(double[][] rows, int[] levels, boolean odd, long seed) {
    return Imputation.complete(rows, levels, odd, new SplittableRandom(seed));
  }
}
