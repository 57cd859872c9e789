package io.nasoa.zoo.search;

import java.util.List;

/** How alike two orders are. */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * Kendall's tau-b: the share of pairs in the same order less that of pairs in opposite orders,
   * corrected for ties (Kendall 1945).
   *
   * @param one values of some items
   * @param other values of the same items in the same order
   * @return in [-1, 1]; NaN for fewer than two items, or when all values of one list are equal
   */
  public static double kendallTau(List<Double> one, List<Double> other) {
    if (one.size() != other.size()) {
      throw new IllegalArgumentException(
          "%d values cannot be compared with %d".formatted(one.size(), other.size()));
    }
    long same = 0;
    long untiedOne = 0;
    long untiedOther = 0;
    for (int i = 0; i < one.size(); i++) {
      for (int j = 0; j < i; j++) {
        int first = Double.compare(one.get(i), one.get(j));
        int second = Double.compare(other.get(i), other.get(j));
        same += (long) Integer.signum(first) * Integer.signum(second);
        untiedOne += first == 0 ? 0 : 1;
        untiedOther += second == 0 ? 0 : 1;
      }
    }
    return same / Math.sqrt((double) untiedOne * untiedOther);
  }
}
