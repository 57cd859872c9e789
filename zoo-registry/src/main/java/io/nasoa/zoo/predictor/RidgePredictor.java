package io.nasoa.zoo.predictor;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Ridge regression: linear in the standardised features (0 and a switch where one is not known),
 * its coefficients kept small. It learns from a handful of runs where a network cannot yet, and
 * forgets none. Examples count by their weight. For use by one thread.
 */
public final class RidgePredictor implements PerformancePredictor {
  /** How many examples' worth of evidence holds every coefficient at zero. */
  private static final double PENALTY = 3;

  private final int size;
  private final int inputs;

  /** Weighted sums of products of raw inputs; the last two are 1 and the target. */
  private final double[][] sums;

  private double[] coefficients;
  private boolean fitted = true;

  /** A predictor that has learned nothing. */
  public RidgePredictor(FeatureSchema schema) {
    size = schema.size();
    inputs = 2 * size;
    sums = new double[inputs + 2][inputs + 2];
    coefficients = new double[inputs + 1];
  }

  /** All that it knows: restored from it, it goes on as if nothing had been. */
  public byte[] save() {
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES + sums.length * sums.length * Double.BYTES);
    bytes.putInt(size);
    for (double[] row : sums) {
      for (double value : row) {
        bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  /**
   * The predictor that {@link #save} saved.
   *
   * @throws IllegalArgumentException if it takes other features
   */
  public static RidgePredictor restore(FeatureSchema schema, byte[] saved) {
    RidgePredictor read = new RidgePredictor(schema);
    ByteBuffer bytes = ByteBuffer.wrap(saved);
    int expected = Integer.BYTES + read.sums.length * read.sums.length * Double.BYTES;
    if (saved.length != expected || bytes.getInt() != read.size) {
      throw new IllegalArgumentException(
          "the saved linear predictor has %d bytes, expected %d for %d features"
              .formatted(saved.length, expected, read.size));
    }
    for (double[] row : read.sums) {
      for (int i = 0; i < row.length; i++) {
        row[i] = bytes.getDouble();
      }
    }
    read.fitted = read.sums[read.inputs][read.inputs] == 0;
    return read;
  }

  @Override
  public double[] predict(FeatureMatrix candidates) {
    if (candidates.features() != size) {
      throw new IllegalArgumentException(
          "candidates have %d features, this predictor takes %d"
              .formatted(candidates.features(), size));
    }
    fit();
    double[] values = new double[candidates.rows()];
    for (int row = 0; row < values.length; row++) {
      values[row] = coefficients[inputs];
    }
    for (int i = 0; i < size; i++) {
      double known = coefficients[i];
      double unknown = coefficients[size + i];
      for (int row = 0; row < values.length; row++) {
        double value = candidates.get(row, i);
        values[row] += Double.isNaN(value) ? unknown : known * bounded(value);
      }
    }
    return values;
  }

  @Override
  public void learn(List<Example> examples) {
    for (Example example : examples) {
      if (example.features().size() != size) {
        throw new IllegalArgumentException(
            "an example of task '%s' has %d features, this predictor takes %d"
                .formatted(example.task(), example.features().size(), size));
      }
      add(example);
      fitted = false;
    }
  }

  private void add(Example example) {
    double[] row = new double[inputs + 2];
    for (int i = 0; i < size; i++) {
      double value = example.features().get(i);
      row[i] = Double.isNaN(value) ? 0 : bounded(value);
      row[size + i] = Double.isNaN(value) ? 1 : 0;
    }
    row[inputs] = 1;
    row[inputs + 1] = bounded(example.target());
    for (int i = 0; i < row.length; i++) {
      for (int j = 0; j < row.length; j++) {
        sums[i][j] += example.weight() * row[i] * row[j];
      }
    }
  }

  /** One absurd number must not make all sums infinite. */
  private static double bounded(double value) {
    return Math.max(-1e6, Math.min(1e6, value));
  }

  /** Solves for the coefficients of the raw inputs, penalised as if they were standardised. */
  private void fit() {
    if (fitted) {
      return;
    }
    double count = sums[inputs][inputs];
    double targetMean = sums[inputs][inputs + 1] / count;
    double[] means = new double[inputs];
    double[] deviations = new double[inputs];
    double[] right = new double[inputs];
    for (int i = 0; i < inputs; i++) {
      means[i] = sums[i][inputs] / count;
      deviations[i] = deviation(sums[i][i] / count, means[i]);
      right[i] = scaled(sums[i][inputs + 1] - count * means[i] * targetMean, deviations[i]);
    }
    double[] solution = solve(penalised(means, deviations, count), right);
    double[] fresh = new double[inputs + 1];
    fresh[inputs] = targetMean;
    for (int i = 0; i < inputs; i++) {
      fresh[i] = scaled(solution[i], deviations[i]);
      fresh[inputs] -= fresh[i] * means[i];
    }
    coefficients = fresh;
    fitted = true;
  }

  /** 0 where a number has not varied but by rounding. */
  private static double deviation(double meanSquare, double mean) {
    double variance = meanSquare - mean * mean;
    return variance > 1e-9 * (1 + mean * mean) ? Math.sqrt(variance) : 0;
  }

  private double[][] penalised(double[] means, double[] deviations, double count) {
    double[][] matrix = new double[inputs][inputs];
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j < inputs; j++) {
        matrix[i][j] =
            scaled(sums[i][j] - count * means[i] * means[j], deviations[i] * deviations[j]);
      }
      matrix[i][i] += PENALTY;
    }
    return matrix;
  }

  private static double scaled(double value, double deviation) {
    return deviation == 0 ? 0 : value / deviation;
  }

  /** Solves a symmetric positive definite system by Cholesky's decomposition, in place. */
  private static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    decompose(matrix);
    double[] solution = right.clone();
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        solution[i] -= matrix[i][k] * solution[k];
      }
      solution[i] /= matrix[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        solution[i] -= matrix[k][i] * solution[k];
      }
      solution[i] /= matrix[i][i];
    }
    return solution;
  }

  private static void decompose(double[][] matrix) {
    for (int j = 0; j < matrix.length; j++) {
      for (int i = j; i < matrix.length; i++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i][k] * matrix[j][k];
        }
        // Rounding must not make a diagonal that the penalty keeps positive anything else.
        matrix[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / matrix[j][j];
      }
    }
  }
}
