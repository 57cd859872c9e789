package io.nasoa.zoo.profile;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvalues and eigenvectors of a real symmetric matrix: Householder's tridiagonal form, then
 * implicit QR steps with Wilkinson's shift (Golub and Van Loan, Matrix Computations, 4th edition,
 * algorithms 8.3.1 to 8.3.3). About 8 n^3 operations; errors are small relative to the largest
 * eigenvalue.
 */
final class SymmetricEigen {
  private static final double PRECISION = Math.ulp(1.0);
  private static final int STEPS_A_VALUE = 50;

  private final double scale;
  private final double[] diagonal;
  private final double[] beside;

  /** Rows end as eigenvectors; a rotation of two neighbours stays in two runs of memory. */
  private final double[][] rows;

  private SymmetricEigen(double[][] matrix) {
    int n = matrix.length;
    scale = largest(matrix);
    diagonal = new double[n];
    beside = new double[Math.max(0, n - 1)];
    rows = new double[n][n];
    if (scale > 0) {
      tridiagonalise(scaled(matrix, 1 / scale));
      diagonalise();
    } else {
      IntStream.range(0, n).forEach(i -> rows[i][i] = 1);
    }
  }

  /**
   * Eigenpairs, the largest value first.
   *
   * @param values n eigenvalues
   * @param vectors row i is the unit eigenvector of value i
   */
  @SuppressWarnings("ArrayRecordComponent") // read at once, never compared
  record Decomposition(double[] values, double[][] vectors) {}

  /**
   * Decomposes a matrix.
   *
   * @param matrix n rows of n finite numbers, of which the lower triangle is read; stays as it is
   * @throws IllegalArgumentException if a number is not finite
   */
  static Decomposition of(double[][] matrix) {
    SymmetricEigen eigen = new SymmetricEigen(matrix);
    int[] order =
        IntStream.range(0, matrix.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -eigen.diagonal[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new Decomposition(
        Arrays.stream(order).mapToDouble(i -> eigen.diagonal[i] * eigen.scaleOrOne()).toArray(),
        Arrays.stream(order).mapToObj(i -> eigen.rows[i]).toArray(double[][]::new));
  }

  private double scaleOrOne() {
    return scale > 0 ? scale : 1;
  }

  private static double largest(double[][] matrix) {
    double largest = 0;
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        double size = Math.abs(matrix[i][j]);
        if (!(size < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException("element (%d, %d) is not finite".formatted(i, j));
        }
        largest = Math.max(largest, size);
      }
    }
    return largest;
  }

  private static double[][] scaled(double[][] matrix, double factor) {
    double[][] copy = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j <= i; j++) {
        copy[i][j] = matrix[i][j] * factor;
        copy[j][i] = copy[i][j];
      }
    }
    return copy;
  }

  private void tridiagonalise(double[][] a) {
    int n = a.length;
    for (int i = 0; i < n; i++) {
      rows[i][i] = 1;
    }
    for (int k = 0; k < n - 1; k++) {
      diagonal[k] = a[k][k];
      double[] mirror = mirror(a, k);
      beside[k] = mirror.length == 0 ? a[k + 1][k] : -Math.copySign(norm(a, k), a[k + 1][k]);
      if (mirror.length > 0) {
        reflectBothSides(a, k + 1, mirror);
        reflectRows(k + 1, mirror);
      }
    }
    diagonal[n - 1] = a[n - 1][n - 1];
  }

  /** Length of the part of column k below the diagonal. */
  private static double norm(double[][] a, int k) {
    double sum = 0;
    for (int i = k + 1; i < a.length; i++) {
      sum += a[i][k] * a[i][k];
    }
    return Math.sqrt(sum);
  }

  /**
   * Normal of the mirror, of length sqrt(2), that turns column k below the diagonal into one number
   * and zeros; empty when it is that already.
   */
  private static double[] mirror(double[][] a, int k) {
    double norm = norm(a, k);
    if (norm <= Math.abs(a[k + 1][k])) {
      return new double[0];
    }
    double[] normal = new double[a.length - k - 1];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = a[k + 1 + i][k];
    }
    normal[0] += Math.copySign(norm, normal[0]);
    double square = Arrays.stream(normal).map(x -> x * x).sum();
    double factor = Math.sqrt(2 / square);
    for (int i = 0; i < normal.length; i++) {
      normal[i] *= factor;
    }
    return normal;
  }

  /** A := H A H with H = I - v v', of the square from {@code from} on. */
  private static void reflectBothSides(double[][] a, int from, double[] v) {
    int m = v.length;
    double[] p = new double[m];
    double half = 0;
    for (int i = 0; i < m; i++) {
      double[] row = a[from + i];
      double sum = 0;
      for (int j = 0; j < m; j++) {
        sum += row[from + j] * v[j];
      }
      p[i] = sum;
      half += sum * v[i] / 2;
    }
    for (int i = 0; i < m; i++) {
      p[i] -= half * v[i];
    }
    for (int i = 0; i < m; i++) {
      double[] row = a[from + i];
      for (int j = 0; j < m; j++) {
        row[from + j] -= v[i] * p[j] + p[i] * v[j];
      }
    }
  }

  private void reflectRows(int from, double[] v) {
    double[] sum = new double[rows.length];
    for (int i = 0; i < v.length; i++) {
      add(sum, v[i], rows[from + i]);
    }
    for (int i = 0; i < v.length; i++) {
      add(rows[from + i], -v[i], sum);
    }
  }

  private static void add(double[] target, double factor, double[] values) {
    for (int j = 0; j < target.length; j++) {
      target[j] += factor * values[j];
    }
  }

  private void diagonalise() {
    int end = diagonal.length - 1;
    for (long left = (long) STEPS_A_VALUE * diagonal.length; end > 0; left--) {
      if (left == 0) {
        throw new ArithmeticException("the eigenvalues do not converge");
      }
      if (negligible(end - 1)) {
        end--;
        continue;
      }
      int start = end - 1;
      while (start > 0 && !negligible(start - 1)) {
        start--;
      }
      step(start, end);
    }
  }

  /** The matrix was scaled to a largest element of 1, so that this is within rounding. */
  private boolean negligible(int i) {
    double size = 1 + Math.abs(diagonal[i]) + Math.abs(diagonal[i + 1]);
    return Math.abs(beside[i]) <= PRECISION * size / 2;
  }

  private void step(int start, int end) {
    double gap = (diagonal[end - 1] - diagonal[end]) / 2;
    double last = beside[end - 1];
    double shift = diagonal[end] - last * last / (gap + Math.copySign(Math.hypot(gap, last), gap));
    double x = diagonal[start] - shift;
    double z = beside[start];
    for (int k = start; k < end; k++) {
      double length = Math.hypot(x, z);
      double c = length == 0 ? 1 : x / length;
      double s = length == 0 ? 0 : z / length;
      if (k > start) {
        beside[k - 1] = length;
      }
      rotate(k, c, s);
      x = beside[k];
      if (k < end - 1) {
        z = s * beside[k + 1];
        beside[k + 1] *= c;
      }
    }
  }

  private void rotate(int k, double c, double s) {
    double first = diagonal[k];
    double second = diagonal[k + 1];
    double between = beside[k];
    diagonal[k] = c * c * first + 2 * c * s * between + s * s * second;
    diagonal[k + 1] = s * s * first - 2 * c * s * between + c * c * second;
    beside[k] = c * s * (second - first) + (c - s) * (c + s) * between;
    double[] upper = rows[k];
    double[] lower = rows[k + 1];
    for (int j = 0; j < upper.length; j++) {
      double value = upper[j];
      upper[j] = c * value + s * lower[j];
      lower[j] = c * lower[j] - s * value;
    }
  }
}
