package io.nasoa.zoo.predictor.evaluation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Spearman's rank correlation: Pearson's of the ranks, ties sharing their mean rank. */
final class Spearman {
  private Spearman() {}

  /** In [-1, 1]; NaN for fewer than two items or when all values of one side are equal. */
  static double of(double[] one, double[] other) {
    double[] first = ranks(one);
    double[] second = ranks(other);
    double mean = (one.length + 1) / 2.0;
    double product = 0;
    double firstSquares = 0;
    double secondSquares = 0;
    for (int i = 0; i < one.length; i++) {
      product += (first[i] - mean) * (second[i] - mean);
      firstSquares += (first[i] - mean) * (first[i] - mean);
      secondSquares += (second[i] - mean) * (second[i] - mean);
    }
    return product / Math.sqrt(firstSquares * secondSquares);
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] ranks = new double[values.length];
    int from = 0;
    while (from < order.length) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      double rank = (from + 1 + to) / 2.0;
      Arrays.stream(order, from, to).forEach(i -> ranks[i] = rank);
      from = to;
    }
    return ranks;
  }
}
