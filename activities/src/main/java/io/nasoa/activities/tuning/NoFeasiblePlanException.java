package io.nasoa.activities.tuning;

import io.nasoa.zoo.planning.NothingFitsException;
import org.jspecify.annotations.Nullable;

/** No plan fits the budget, the deadline or the memory: the message says what would do. */
final class NoFeasiblePlanException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Measured steps vary: so much more surely does. */
  private static final double MARGIN = 1.1;

  private NoFeasiblePlanException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * What a user is told.
   *
   * @param beforeDeadline seconds from the start of the work to the deadline, null for none
   */
  static NoFeasiblePlanException of(
      NothingFitsException nothing, double budget, @Nullable Double beforeDeadline) {
    double needed = Math.ceil(MARGIN * nothing.smallestLimit());
    if (Double.isInfinite(needed)) {
      return new NoFeasiblePlanException(String.valueOf(nothing.getMessage()), nothing);
    }
    if (beforeDeadline != null && beforeDeadline < budget && needed <= budget) {
      return new NoFeasiblePlanException(
          "no plan ends before the deadline, which leaves %.1f s: the fastest model needs about %.0f s on this machine, so give a later --deadline"
              .formatted(Math.max(0, beforeDeadline), needed),
          nothing);
    }
    double enough = Math.max(needed, Math.ceil(MARGIN * budget));
    return new NoFeasiblePlanException(
        "no plan fits the budget of %.1f s: the fastest model needs about %.0f s on this machine, so give --budget %.0fs or more"
            .formatted(budget, enough, enough),
        nothing);
  }
}
