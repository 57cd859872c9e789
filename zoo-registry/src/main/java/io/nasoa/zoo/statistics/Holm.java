package io.nasoa.zoo.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Holm's step-down correction (1979) for several tests at once. */
public final class Holm {
  private Holm() {}

  /**
   * Corrected p values in the given order: all below a level are true at that level together.
   *
   * @param pValues each 0 to 1
   */
  public static double[] correct(double[] pValues) {
    int count = pValues.length;
    int[] ascending =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[count];
    double largest = 0;
    for (int rank = 0; rank < count; rank++) {
      double p = pValues[ascending[rank]];
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("p value %s is not between 0 and 1".formatted(p));
      }
      largest = Math.max(largest, Math.min(1, (count - rank) * p));
      corrected[ascending[rank]] = largest;
    }
    return corrected;
  }
}
