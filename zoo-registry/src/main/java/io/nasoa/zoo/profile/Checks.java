package io.nasoa.zoo.profile;

import org.jspecify.annotations.Nullable;

/** What the numbers of a profile have in common: a part that cannot be told is missing, not NaN. */
final class Checks {
  private Checks() {}

  static void finite(String field, @Nullable Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "profile field %s must be a number, was %s".formatted(field, value));
    }
  }

  static void positive(String field, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "profile field %s must be at least 1, was %d".formatted(field, value));
    }
  }
}
