package io.nasoa.baselines.hpo.density;

import java.util.Arrays;

/**
 * A density over numbers and levels: the mean of products of one kernel a coordinate around each
 * row. Numbers have a Gaussian kernel, not cut at the ends of the unit interval; levels that of
 * Aitchison and Aitken: 1 - h for the row's own, h / (c - 1) for each other one of c. Bandwidths
 * follow the normal reference rule, 1.06 sd n^(-1/(4+d)) with the population's sd, for levels too,
 * of which the places are taken for numbers. These are the formulas of statsmodels' {@code
 * KDEMultivariate}. Immutable.
 */
public final class KernelDensity {
  private static final double REFERENCE = 1.06;
  private static final double ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI);

  private final double[][] rows;
  private final int[] levelCounts;
  private final double[] bandwidths;
  private final double[] others;

  private KernelDensity(double[][] rows, int[] levelCounts, double[] bandwidths, double[] others) {
    this.rows = rows;
    this.levelCounts = levelCounts;
    this.bandwidths = bandwidths;
    this.others = others;
  }

  /**
   * The density of some rows.
   *
   * @param rows all as long, at least one
   * @param levelCounts of each coordinate, 0 for numbers
   * @param leastBandwidth no bandwidth is less
   * @param likeHpBandSter counts the levels that occur, and lets bandwidths of levels get so large
   *     that other levels are likelier than the row's own, or the density negative; else the
   *     declared levels count, and a row's own is never less likely than another
   */
  public static KernelDensity fit(
      double[][] rows, int[] levelCounts, double leastBandwidth, boolean likeHpBandSter) {
    double[] bandwidths = bandwidths(rows);
    double[] others = new double[levelCounts.length];
    for (int d = 0; d < levelCounts.length; d++) {
      // Not Math.max, which would be the same: NaN stays NaN.
      bandwidths[d] = bandwidths[d] < leastBandwidth ? leastBandwidth : bandwidths[d];
      if (levelCounts[d] > 0) {
        int levels = likeHpBandSter ? occurring(rows, d) : levelCounts[d];
        if (!likeHpBandSter) {
          bandwidths[d] = Math.min(bandwidths[d], (levels - 1.0) / levels);
        }
        others[d] = bandwidths[d] / (levels - 1);
      }
    }
    return new KernelDensity(rows, levelCounts, bandwidths, others);
  }

  /** Bandwidths by the normal reference rule, one a coordinate, with no bounds. */
  static double[] bandwidths(double[][] rows) {
    int dimensions = rows[0].length;
    double[] bandwidths = new double[dimensions];
    double shrinkage = StrictMath.pow(rows.length, -1.0 / (4 + dimensions));
    for (int d = 0; d < dimensions; d++) {
      int coordinate = d;
      double mean = Arrays.stream(rows).mapToDouble(row -> row[coordinate]).sum() / rows.length;
      double squares = 0;
      for (double[] row : rows) {
        squares += (row[d] - mean) * (row[d] - mean);
      }
      bandwidths[d] = REFERENCE * Math.sqrt(squares / rows.length) * shrinkage;
    }
    return bandwidths;
  }

  private static int occurring(double[][] rows, int coordinate) {
    return (int) Arrays.stream(rows).mapToDouble(row -> row[coordinate]).distinct().count();
  }

  /** The density at a place; with HpBandSter's oddities perhaps negative, infinite or NaN. */
  public double at(double[] place) {
    double sum = 0;
    for (double[] row : rows) {
      double exponent = 0;
      double product = 1;
      for (int d = 0; d < place.length; d++) {
        if (levelCounts[d] == 0) {
          double distance = (place[d] - row[d]) / bandwidths[d];
          exponent -= distance * distance / 2;
        } else {
          product *= place[d] == row[d] ? 1 - bandwidths[d] : others[d];
        }
      }
      sum += product * StrictMath.exp(exponent);
    }
    double scale = rows.length;
    for (int d = 0; d < place.length; d++) {
      scale *= levelCounts[d] == 0 ? ROOT_OF_TWO_PI * bandwidths[d] : 1;
    }
    return sum / scale;
  }

  int size() {
    return rows.length;
  }

  double[] row(int index) {
    return rows[index];
  }

  /** The bandwidths in use, one a coordinate. */
  public double[] bandwidths() {
    return bandwidths.clone();
  }

  double bandwidth(int coordinate) {
    return bandwidths[coordinate];
  }
}
