package io.nasoa.worker.cli;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Makes ids that sort by time: ten digits of time and four of chance, base 32. */
final class Ids {
  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

  private final InstantSource clock;
  private final RandomGenerator random;

  Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  String next() {
    StringBuilder id = new StringBuilder();
    long time = clock.millis();
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(DIGITS.charAt((int) (time >> shift) & 31));
    }
    for (int i = 0; i < 4; i++) {
      id.append(DIGITS.charAt(random.nextInt(32)));
    }
    return id.toString();
  }
}
