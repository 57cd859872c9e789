package io.nasoa.activities.profile;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Seconds that may be spent, counted from its making. */
final class Allowance {
  private final InstantSource clock;
  private final Instant start;
  private final double seconds;

  Allowance(InstantSource clock, double seconds) {
    this.clock = clock;
    this.start = clock.instant();
    this.seconds = seconds;
  }

  /** Seconds since the start. */
  double spent() {
    return Duration.between(start, clock.instant()).toNanos() / 1e9;
  }

  /** Seconds left; not positive when it is used up. */
  double left() {
    return seconds - spent();
  }

  boolean usedUp() {
    return left() <= 0;
  }
}
