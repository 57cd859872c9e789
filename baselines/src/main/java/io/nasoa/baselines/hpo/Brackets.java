package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.History.Known;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hyperband (Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar 2018) as HpBandSter runs it: a
 * bracket's rung begins when all of the rung below is done; while the brackets begun have nothing
 * to do, the next one begins. What crashed is never promoted; the places that it leaves in the next
 * rung are taken by new configurations, straight at that rung's budget.
 *
 * @param limit how many brackets; 0 for no end
 */
record Brackets(Rungs rungs, int limit) implements Schedule {
  @Override
  public Optional<Job> next(History history) {
    int begun = history.brackets();
    for (int bracket = 0; bracket < begun; bracket++) {
      Optional<Job> job = next(history, bracket);
      if (job.isPresent()) {
        return job;
      }
    }
    return limit > 0 && begun >= limit
        ? Optional.empty()
        : Optional.of(new Job.Fresh(begun, rungs.firstLevel(begun)));
  }

  private Optional<Job> next(History history, int bracket) {
    List<Known> below = List.of();
    for (int level = rungs.firstLevel(bracket); level < rungs.size(); level++) {
      int width = rungs.width(bracket, level);
      List<Known> rung = history.at(bracket, level);
      if (rung.size() < width) {
        return Optional.of(job(bracket, level, promoted(below, width), rung));
      }
      if (!rung.stream().allMatch(Known::done)) {
        return Optional.empty();
      }
      below = rung;
    }
    return Optional.empty();
  }

  private static Job job(int bracket, int level, List<Integer> promoted, List<Known> rung) {
    Set<Integer> asked = new HashSet<>();
    rung.forEach(run -> asked.add(run.trial()));
    for (int trial : promoted) {
      if (!asked.contains(trial)) {
        return new Job.Promoted(trial, level);
      }
    }
    return new Job.Fresh(bracket, level);
  }

  /** Those of the lowest losses, of equal ones the earlier; in the order of their numbers. */
  private static List<Integer> promoted(List<Known> rung, int count) {
    List<Known> ranked = new ArrayList<>(rung);
    ranked.removeIf(Known::crashed);
    ranked.sort(Comparator.comparingDouble(Known::loss).thenComparing(Known::trial));
    return ranked.stream().limit(count).map(Known::trial).sorted().toList();
  }
}
