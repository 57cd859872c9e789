package io.nasoa.zoo.planning;

import java.util.List;
import java.util.OptionalDouble;

/** No configuration fits into a task's limit and memory: the message says what would do. */
public final class NothingFitsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Exclusion> exclusions;
  private final double smallestLimit;

  NothingFitsException(PlanningTask task, List<Exclusion> exclusions, OptionalDouble smallest) {
    super(
        smallest.isPresent()
            ? "no plan fits the budget of %.1f s: the fastest needs about %.0f s on this machine, so give --budget %.0fs or more"
                .formatted(
                    task.limitSeconds(),
                    Math.ceil(smallest.getAsDouble()),
                    Math.ceil(smallest.getAsDouble()))
            : "no plan fits the memory of %.0f MB: the smallest needs %.0f MB, so give more memory or a smaller model"
                .formatted(
                    task.memoryBytes() / 1e6,
                    exclusions.stream().mapToDouble(Exclusion::needed).min().orElse(0) / 1e6));
    this.exclusions = List.copyOf(exclusions);
    this.smallestLimit = smallest.orElse(Double.POSITIVE_INFINITY);
  }

  /** What was left out, and why. */
  public List<Exclusion> exclusions() {
    return exclusions;
  }

  /** The least limit in seconds that would do; infinite when none would. */
  public double smallestLimit() {
    return smallestLimit;
  }
}
