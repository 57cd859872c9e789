package io.nasoa.zoo.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 20, 60})
  void of_randomMatrix_isPutTogetherAgain(int n) {
    double[][] matrix = random(n, n, 1);
    symmetrise(matrix);
    requireDecomposed(matrix, SymmetricEigen.of(matrix));
  }

  @ParameterizedTest
  @CsvSource({"12, 3", "30, 1", "40, 39"})
  void of_fewDirections_theOtherValuesAreZero(int n, int rank) {
    double[][] factor = random(n, rank, 2);
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < rank; k++) {
          matrix[i][j] += factor[i][k] * factor[j][k];
        }
      }
    }
    SymmetricEigen.Decomposition eigen = SymmetricEigen.of(matrix);
    requireDecomposed(matrix, eigen);
    double largest = eigen.values()[0];
    assertThat(eigen.values()[rank - 1]).isGreaterThan(1e-6 * largest);
    assertThat(eigen.values()[rank]).isCloseTo(0, within(1e-13 * largest));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-30, 1, 1e30, 1e150})
  void of_anyScale_theValuesScale(double scale) {
    double[][] matrix = {{2 * scale, scale}, {scale, 2 * scale}};
    double[] values = SymmetricEigen.of(matrix).values();
    assertThat(values[0] / scale).isCloseTo(3, within(1e-14));
    assertThat(values[1] / scale).isCloseTo(1, within(1e-14));
  }

  @Test
  void of_diagonalEqualAndZeroMatrices_work() {
    double[][] diagonal = new double[5][5];
    double[][] ones = new double[5][5];
    for (int i = 0; i < 5; i++) {
      diagonal[i][i] = i - 2;
      Arrays.fill(ones[i], 1);
    }
    assertThat(SymmetricEigen.of(diagonal).values()).containsExactly(2, 1, 0, -1, -2);
    requireDecomposed(ones, SymmetricEigen.of(ones));
    requireDecomposed(new double[4][4], SymmetricEigen.of(new double[4][4]));
  }

  @Test
  void of_notANumber_isRefused() {
    assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{1, 0}, {Double.NaN, 1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("element (1, 0) is not finite");
  }

  private static void requireDecomposed(double[][] matrix, SymmetricEigen.Decomposition eigen) {
    int n = matrix.length;
    double tolerance = 1e-13 * n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double again = 0;
        double product = 0;
        for (int k = 0; k < n; k++) {
          again += eigen.vectors()[k][i] * eigen.values()[k] * eigen.vectors()[k][j];
          product += eigen.vectors()[i][k] * eigen.vectors()[j][k];
        }
        assertThat(again).isCloseTo(matrix[i][j], within(tolerance * n));
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(tolerance));
      }
      if (i > 0) {
        assertThat(eigen.values()[i]).isLessThanOrEqualTo(eigen.values()[i - 1]);
      }
    }
  }

  private static void symmetrise(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j][i] = matrix[i][j];
      }
    }
  }

  private static double[][] random(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      for (int j = 0; j < columns; j++) {
        row[j] = 2 * random.nextDouble() - 1;
      }
    }
    return matrix;
  }
}
