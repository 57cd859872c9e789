package io.nasoa.zoo.search;

import java.util.Comparator;

/**
 * The two objectives of a search. Units are the caller's, the same for all values of one search.
 *
 * @param accuracy more is better, finite
 * @param stepTime time of a training step, less is better, finite and not negative
 */
public record Objectives(double accuracy, double stepTime) {
  /** The fastest first; of equally fast ones the most accurate first. */
  static final Comparator<Objectives> FASTEST_FIRST =
      Comparator.comparingDouble(Objectives::stepTime)
          .thenComparing(Comparator.comparingDouble(Objectives::accuracy).reversed());

  public Objectives {
    if (!Double.isFinite(accuracy)) {
      throw new IllegalArgumentException(
          "the accuracy is %s, expected a finite number".formatted(accuracy));
    }
    if (!Double.isFinite(stepTime) || stepTime < 0) {
      throw new IllegalArgumentException(
          "the step time is %s, expected a finite number from 0".formatted(stepTime));
    }
  }

  /** Whether this is at least as good in both objectives and better in one. */
  public boolean dominates(Objectives other) {
    return accuracy >= other.accuracy
        && stepTime <= other.stepTime
        && (accuracy > other.accuracy || stepTime < other.stepTime);
  }
}
