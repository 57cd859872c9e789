package io.nasoa.baselines.hpo;

import java.util.Optional;

/** Which configuration gets how much budget, and when. Without memory: all is in the history. */
interface Schedule {
  /** The next job; empty if there is none until more is known, or none ever. */
  Optional<Job> next(History history);

  static Schedule of(HpoSettings settings, Rungs rungs) {
    return switch (settings.algorithm()) {
      case BOHB, HYPERBAND -> new Brackets(rungs, settings.limit());
      case ASHA -> new AsynchronousHalving(rungs, settings.limit());
      case RANDOM -> new FullBudget(rungs.highest(), settings.limit());
      case GIVEN -> new FullBudget(rungs.highest(), settings.given().size());
    };
  }

  /**
   * New configurations at the full budget.
   *
   * @param limit how many; 0 for no end
   */
  record FullBudget(int level, int limit) implements Schedule {
    @Override
    public Optional<Job> next(History history) {
      return limit > 0 && history.trials().size() >= limit
          ? Optional.empty()
          : Optional.of(new Job.Fresh(0, level));
    }
  }
}
