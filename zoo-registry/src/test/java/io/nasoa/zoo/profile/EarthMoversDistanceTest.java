package io.nasoa.zoo.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EarthMoversDistanceTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void of_equalWeights_isTheBestAssignment(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 2 + random.nextInt(5);
    double[][] distances = new double[n][n];
    for (double[] row : distances) {
      Arrays.setAll(row, j -> 1 + 9 * random.nextDouble());
    }
    double[] weights = new double[n];
    Arrays.fill(weights, 3);
    double exact = best(distances, new boolean[n], 0) / n;
    double blur = EarthMoversDistance.BLUR * mean(distances);
    assertThat(EarthMoversDistance.of(weights, weights, distances))
        .isBetween(exact - 1e-9, exact + blur * Math.log(n) + 1e-3 * exact);
  }

  private static double best(double[][] distances, boolean[] taken, int row) {
    if (row == distances.length) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int column = 0; column < taken.length; column++) {
      if (!taken[column]) {
        taken[column] = true;
        best = Math.min(best, distances[row][column] + best(distances, taken, row + 1));
        taken[column] = false;
      }
    }
    return best;
  }

  /** On a line the exact distance is the area between the two cumulative distributions. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void of_pointsOnALine_anyWeights_isTheAreaBetween(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 12;
    double[] from = random.doubles(n).toArray();
    double[] to = random.doubles(n).map(x -> x * x).toArray();
    double[][] distances = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distances[i][j] = Math.abs(i - j);
      }
    }
    double exact = 0;
    double above = 0;
    for (int i = 0; i < n; i++) {
      above += from[i] / Arrays.stream(from).sum() - to[i] / Arrays.stream(to).sum();
      exact += Math.abs(above);
    }
    double blur = EarthMoversDistance.BLUR * mean(distances);
    assertThat(EarthMoversDistance.of(from, to, distances))
        .isBetween(exact - 1e-9, exact + blur * Math.log(n));
  }

  @Test
  void of_oneTarget_isTheMeanDistance() {
    double[][] distances = {{1}, {2}, {7}};
    assertThat(EarthMoversDistance.of(new double[] {1, 2, 1}, new double[] {5}, distances))
        .isCloseTo((1 + 4 + 7) / 4.0, within(1e-9));
  }

  @Test
  void of_noWeight_isNotMoved() {
    double[][] distances = {{1, 100}, {100, 1}, {0.5, 0.5}};
    assertThat(EarthMoversDistance.of(new double[] {1, 1, 0}, new double[] {1, 1}, distances))
        .isCloseTo(1, within(1e-6));
  }

  @Test
  void of_noDistance_isZero() {
    assertThat(EarthMoversDistance.of(new double[] {1, 2}, new double[] {1}, new double[2][1]))
        .isZero();
  }

  @Test
  void of_unusableInput_isRefused() {
    double[] one = {1};
    assertThatThrownBy(() -> EarthMoversDistance.of(new double[] {-1}, one, new double[1][1]))
        .hasMessageContaining("negative");
    assertThatThrownBy(() -> EarthMoversDistance.of(new double[] {0}, one, new double[1][1]))
        .hasMessageContaining("zero");
    assertThatThrownBy(() -> EarthMoversDistance.of(one, one, new double[1][2]))
        .hasMessage("1 x 1 finite distances are needed");
    assertThatThrownBy(() -> EarthMoversDistance.of(one, one, new double[][] {{Double.NaN}}))
        .hasMessage("1 x 1 finite distances are needed");
  }

  private static double mean(double[][] distances) {
    return Arrays.stream(distances).flatMapToDouble(Arrays::stream).average().orElseThrow();
  }
}
