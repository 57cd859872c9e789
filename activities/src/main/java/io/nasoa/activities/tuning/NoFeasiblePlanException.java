package io.nasoa.activities.tuning;

/** No model fits the budget: the message says which budget would do. */
final class NoFeasiblePlanException extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoFeasiblePlanException(double budgetSeconds, double needed) {
    super(
        "no plan fits the budget of %.1f s: the fastest model needs about %.0f s on this machine, so give --budget %.0fs or more"
            .formatted(budgetSeconds, Math.ceil(needed), Math.ceil(needed)));
  }
}
