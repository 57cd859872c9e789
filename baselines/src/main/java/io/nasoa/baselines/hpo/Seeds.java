package io.nasoa.baselines.hpo;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Independent random numbers for each thing that is drawn. */
public final class Seeds {
  /** Stream of new configurations, by their numbers. */
  static final int CONFIGURATION = 0;

  /** Stream of whatever an evaluation draws, by its number. */
  public static final int EVALUATION = 1;

  /** First stream of imputed values, one a level, by the number of observations. */
  static final int IMPUTATION = 2;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** The generator of one draw. */
  public static RandomGenerator generator(long seed, int stream, long number) {
    return new SplittableRandom(mixed(mixed(mixed(seed) + stream) + number));
  }

  /** Stafford's variant 13 of the finaliser of MurmurHash3. */
  private static long mixed(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
