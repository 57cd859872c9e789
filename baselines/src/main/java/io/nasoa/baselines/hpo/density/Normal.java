package io.nasoa.baselines.hpo.density;

import java.util.random.RandomGenerator;

/** Normal numbers, the same on every machine and version of Java. */
public final class Normal {
  private Normal() {}

  /** A standard normal number, by Marsaglia's polar method. */
  public static double draw(RandomGenerator random) {
    while (true) {
      double x = 2 * random.nextDouble() - 1;
      double y = 2 * random.nextDouble() - 1;
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        return x * Math.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  /**
   * A normal number within [0, 1], drawn until one is.
   *
   * @param mean of the whole distribution, in [0, 1]: half of it or, if it is wide, 0.4/deviation
   *     of it lies in the interval, so few draws are needed
   * @param deviation of the whole distribution, above 0
   */
  static double drawInside(double mean, double deviation, RandomGenerator random) {
    while (true) {
      double value = mean + deviation * draw(random);
      if (value >= 0 && value <= 1) {
        return value;
      }
    }
  }
}
