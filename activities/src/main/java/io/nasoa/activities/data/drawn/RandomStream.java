package io.nasoa.activities.data.drawn;

/** A short sequence of random numbers that belongs to one image (SplitMix64). Not thread-safe. */
final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double SQUARE_ROOT_OF_THREE = 1.7320508075688772;
  private long state;

  RandomStream(long... key) {
    for (long part : key) {
      state = mix(state ^ part);
    }
  }

  /** In [0, 1). */
  double unit() {
    state += GOLDEN_GAMMA;
    return (mix(state) >>> 11) * 0x1.0p-53;
  }

  /** In [low, high). */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** In [-reach, reach). */
  double around(double reach) {
    return between(-reach, reach);
  }

  /** In [0, bound). */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  boolean coin() {
    return unit() < 0.5;
  }

  /** Nearly standard normal: the sum of four uniform values of 16 bits. */
  double normal() {
    state += GOLDEN_GAMMA;
    long bits = mix(state);
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum / 65536.0 - 2) * SQUARE_ROOT_OF_THREE;
  }

  private static long mix(long value) {
    long z = value + GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
