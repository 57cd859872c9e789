package io.nasoa.zoo.predictor;

import java.util.List;
import java.util.stream.IntStream;

/** Feature vectors of many candidates, column by column. NaN where something is not known. */
public final class FeatureMatrix {
  private final int rows;
  private final double[][] columns;

  /** An empty matrix to be filled with {@link #set}; all zero. */
  public FeatureMatrix(int rows, int features) {
    this.rows = rows;
    columns = new double[features][rows];
  }

  /** The rows of a list of equally long vectors. */
  public static FeatureMatrix of(List<List<Double>> rows, int features) {
    FeatureMatrix matrix = new FeatureMatrix(rows.size(), features);
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).size() != features) {
        throw new IllegalArgumentException(
            "row %d has %d features, expected %d".formatted(row, rows.get(row).size(), features));
      }
      for (int feature = 0; feature < features; feature++) {
        matrix.set(row, feature, rows.get(row).get(feature));
      }
    }
    return matrix;
  }

  /** Number of candidates. */
  public int rows() {
    return rows;
  }

  /** Numbers of one candidate. */
  public int features() {
    return columns.length;
  }

  public double get(int row, int feature) {
    return columns[feature][row];
  }

  public void set(int row, int feature, double value) {
    columns[feature][row] = value;
  }

  /** One candidate's numbers. */
  public List<Double> row(int row) {
    return IntStream.range(0, columns.length).mapToObj(feature -> get(row, feature)).toList();
  }
}
