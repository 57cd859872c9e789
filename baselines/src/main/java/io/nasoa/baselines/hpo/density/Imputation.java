package io.nasoa.baselines.hpo.density;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Gives coordinates that are not in play values, as a density needs all of them. */
final class Imputation {
  private Imputation() {}

  /**
   * Rows without NaN: the first missing coordinate is taken from a random row that has it, and with
   * it all that is missing and that row has, until nothing is; what no row has is drawn evenly.
   *
   * @param leavesFirst HpBandSter's oddity: a row that misses its first coordinate only keeps NaN
   */
  static double[][] complete(
      double[][] rows, int[] levelCounts, boolean leavesFirst, RandomGenerator random) {
    double[][] complete = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      double[] row = rows[i].clone();
      int[] missing = missing(row);
      while (missing.length > 0 && !(leavesFirst && missing.length == 1 && missing[0] == 0)) {
        fill(row, missing, rows, levelCounts, random);
        missing = missing(row);
      }
      complete[i] = row;
    }
    return complete;
  }

  private static void fill(
      double[] row, int[] missing, double[][] rows, int[] levelCounts, RandomGenerator random) {
    int first = missing[0];
    int[] donors =
        IntStream.range(0, rows.length).filter(i -> !Double.isNaN(rows[i][first])).toArray();
    if (donors.length > 0) {
      double[] donor = rows[donors[random.nextInt(donors.length)]];
      for (int d : missing) {
        row[d] = donor[d];
      }
    } else {
      int levels = levelCounts[first];
      row[first] = levels == 0 ? random.nextDouble() : random.nextInt(levels);
    }
  }

  private static int[] missing(double[] row) {
    return IntStream.range(0, row.length).filter(d -> Double.isNaN(row[d])).toArray();
  }
}
