package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.History.Known;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * ASHA (Li, Jamieson, Rostamizadeh, Gonina, Hardt, Recht, Talwalkar 2020, "A system for massively
 * parallel hyperparameter tuning"): whenever one more evaluation may begin, the best configuration
 * that is among the top one in eta of a rung and has not gone on does so, the highest rung first;
 * where there is none, a new one begins at the lowest. What crashed counts in its rung as the worst
 * and never goes on.
 *
 * @param limit how many configurations; 0 for no end
 */
record AsynchronousHalving(Rungs rungs, int limit) implements Schedule {
  @Override
  public Optional<Job> next(History history) {
    for (int level = rungs.highest() - 1; level >= 0; level--) {
      Optional<Job> promotion = promotion(history, level);
      if (promotion.isPresent()) {
        return promotion;
      }
    }
    return limit > 0 && history.trials().size() >= limit
        ? Optional.empty()
        : Optional.of(new Job.Fresh(0, 0));
  }

  private Optional<Job> promotion(History history, int level) {
    List<Known> done = history.at(0, level).stream().filter(Known::done).toList();
    Set<Integer> gone =
        history.at(0, level + 1).stream().map(Known::trial).collect(Collectors.toSet());
    return done.stream()
        .sorted(Comparator.comparingDouble(Known::loss).thenComparing(Known::trial))
        .limit((long) Math.floor(done.size() / rungs.eta()))
        .filter(run -> !run.crashed() && !gone.contains(run.trial()))
        .findFirst()
        .map(run -> new Job.Promoted(run.trial(), level + 1));
  }
}
