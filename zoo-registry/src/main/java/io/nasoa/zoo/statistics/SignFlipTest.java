package io.nasoa.zoo.statistics;

import java.util.SplittableRandom;

/**
 * Whether the mean of some differences is further from zero than if each had got its sign from a
 * fair coin. Exact over all signs up to 24 differences, else over 2^20 drawn ones.
 */
public final class SignFlipTest {
  private static final int EXACT_UP_TO = 24;
  private static final int DRAWS = 1 << 20;

  private SignFlipTest() {}

  /**
   * The two-sided p value, above 0 and at most 1.
   *
   * @param differences of the units, one each; at least one
   * @param seed only used beyond 24 differences
   */
  public static double pValue(double[] differences, long seed) {
    if (differences.length == 0) {
      throw new IllegalArgumentException("no differences given");
    }
    double observed = 0;
    double size = 0;
    for (double difference : differences) {
      observed += difference;
      size += Math.abs(difference);
    }
    // Sums that differ by rounding only are equal.
    double bound = Math.abs(observed) - 1e-12 * size;
    return differences.length <= EXACT_UP_TO
        ? exact(differences, bound)
        : drawn(differences, bound, seed);
  }

  /** All signs in the order of a Gray code: one sign changes at a time. */
  private static double exact(double[] differences, double bound) {
    double[] signed = differences.clone();
    int all = 1 << differences.length;
    int beyond = 0;
    for (int code = 1; code <= all; code++) {
      double sum = 0;
      for (double value : signed) {
        sum += value;
      }
      if (Math.abs(sum) >= bound) {
        beyond++;
      }
      int flipped = Integer.numberOfTrailingZeros(code);
      if (flipped < signed.length) {
        signed[flipped] = -signed[flipped];
      }
    }
    return (double) beyond / all;
  }

  /** The observed signs are counted as one of the draws, so that p is never zero. */
  private static double drawn(double[] differences, double bound, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int beyond = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      if (Math.abs(sum) >= bound) {
        beyond++;
      }
    }
    return (double) beyond / (DRAWS + 1);
  }
}
