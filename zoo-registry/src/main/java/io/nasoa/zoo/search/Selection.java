package io.nasoa.zoo.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * Which trials are the best: first the fronts of those within the limits, then those beyond, the
 * least violation first (constrained domination, Deb et al. 2002); of a front that does not fit as
 * a whole, the loneliest.
 */
final class Selection {
  private Selection() {}

  /**
   * A trial among the best.
   *
   * @param rank 0 for the first front
   * @param crowding room on its front
   */
  record Ranked(Trial trial, int rank, double crowding) {
    /** Whether this is a better parent than another. */
    boolean beats(Ranked other) {
      if (rank != other.rank) {
        return rank < other.rank;
      }
      return crowding != other.crowding
          ? crowding > other.crowding
          : trial.number() < other.trial.number();
    }
  }

  private record Measured(Trial trial, Measurement measurement) {}

  /** The best of all trials that are measured, at most {@code count}, the best first. */
  static List<Ranked> best(List<Trial> trials, int count, SearchSettings settings) {
    List<Ranked> best = new ArrayList<>();
    for (List<Measured> front : fronts(trials, count, settings)) {
      if (best.size() >= count) {
        break;
      }
      int rank = best.isEmpty() ? 0 : best.get(best.size() - 1).rank() + 1;
      List<Ranked> ranked = ranked(front, rank);
      best.addAll(ranked.subList(0, Math.min(ranked.size(), count - best.size())));
    }
    return best;
  }

  private static List<Ranked> ranked(List<Measured> front, int rank) {
    double[] crowding =
        Crowding.distances(front.stream().map(m -> m.measurement().objectives()).toList());
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < crowding.length; i++) {
      ranked.add(new Ranked(front.get(i).trial(), rank, crowding[i]));
    }
    ranked.sort(
        Comparator.comparingDouble(Ranked::crowding)
            .reversed()
            .thenComparing(r -> r.trial().number()));
    return ranked;
  }

  private static List<List<Measured>> fronts(
      List<Trial> trials, int enough, SearchSettings settings) {
    List<Measured> within = new ArrayList<>();
    TreeMap<Double, List<Measured>> beyond = new TreeMap<>();
    for (Trial trial : trials) {
      trial
          .measurement()
          .ifPresent(
              m -> {
                double violation = settings.limits().violation(m);
                List<Measured> peers =
                    violation == 0
                        ? within
                        : beyond.computeIfAbsent(violation, key -> new ArrayList<>());
                peers.add(new Measured(trial, m));
              });
    }
    List<Objectives> points = within.stream().map(m -> m.measurement().objectives()).toList();
    List<List<Measured>> fronts = new ArrayList<>();
    for (List<Integer> front : NonDominatedSorting.fronts(points, settings.accuracyTie(), enough)) {
      fronts.add(front.stream().map(within::get).toList());
    }
    fronts.addAll(beyond.values());
    return fronts;
  }
}
