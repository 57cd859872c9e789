package io.nasoa.activities.data;

/**
 * Counter-based random numbers: a value is a pure function of a seed and of what it is for, so that
 * any one of them can be made again without the others. The mixing function is that of SplitMix64
 * (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014). Not for
 * secrets.
 */
public final class SplitMix64 {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  /** 64 well mixed bits of one value. */
  public static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** 64 well mixed bits of three values in this order. */
  public static long mix(long first, long second, long third) {
    return mix(mix(mix(first) ^ second) ^ third);
  }

  /** Maps 64 random bits to [0, bound), with a bias below bound / 2^32. */
  public static int bounded(long bits, int bound) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }

  /** Maps 64 random bits to [0, 1) in steps of 2^-53. */
  public static double unit(long bits) {
    return (bits >>> 11) * 0x1.0p-53;
  }

  /** Shuffles in place (Fisher-Yates): a pure function of the content and the seed. */
  public static void shuffle(int[] values, long seed) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = bounded(mix(seed, i, 0), i + 1);
      int swapped = values[i];
      values[i] = values[j];
      values[j] = swapped;
    }
  }
}
