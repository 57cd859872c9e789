package io.nasoa.zoo.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Randomness that hangs on a seed and on what it is for, not on what was drawn before. */
final class Draws {
  private Draws() {}

  static SplittableRandom of(long seed, String what) {
    long mixed = seed;
    for (int i = 0; i < what.length(); i++) {
      mixed = new SplittableRandom(mixed * 31 + what.charAt(i)).nextLong();
    }
    return new SplittableRandom(mixed);
  }

  static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
    List<T> shuffled = new ArrayList<>(list);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      T kept = shuffled.get(i);
      shuffled.set(i, shuffled.get(other));
      shuffled.set(other, kept);
    }
    return shuffled;
  }
}
