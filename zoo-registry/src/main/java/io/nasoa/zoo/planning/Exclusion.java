package io.nasoa.zoo.planning;

/**
 * Configurations of a model that were left out.
 *
 * @param model name of the zoo entry
 * @param reason what they have too little of
 * @param configurations how many
 * @param needed the least of it that one of them needs: seconds or bytes
 */
public record Exclusion(String model, Reason reason, int configurations, double needed) {
  /** What is too short or too small. */
  public enum Reason {
    /** The limit: not even the fewest steps fit. */
    TIME,
    /** The memory. */
    MEMORY
  }

  /** As a user reads it. */
  public String sentence() {
    return switch (reason) {
      case TIME ->
          "%d configurations of %s need at least %.1f s".formatted(configurations, model, needed);
      case MEMORY ->
          "%d configurations of %s need at least %.0f MB of memory"
              .formatted(configurations, model, needed / 1e6);
    };
  }
}
