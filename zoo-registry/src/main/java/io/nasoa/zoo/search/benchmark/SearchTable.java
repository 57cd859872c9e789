package io.nasoa.zoo.search.benchmark;

import io.nasoa.zoo.search.Hypervolume;
import io.nasoa.zoo.search.Measurement;
import io.nasoa.zoo.search.Objectives;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All architectures of a small space and what each is worth for one task, so that the exact front
 * is known. An architecture is a list of choices, one operation an edge. Immutable.
 */
public final class SearchTable {
  private static final Comparator<List<Integer>> LEXICOGRAPHIC =
      (one, other) -> {
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
          int difference = Integer.compare(one.get(i), other.get(i));
          if (difference != 0) {
            return difference;
          }
        }
        return Integer.compare(one.size(), other.size());
      };

  private final String task;
  private final TreeMap<List<Integer>, Measurement> rows;
  private final Objectives reference;
  private final double exactHypervolume;

  /**
   * @param task what the measurements are of
   * @param rows at least one; all of equally many choices
   * @throws InvalidSearchTableException if no row is better than the worst in both objectives
   */
  SearchTable(String task, Map<List<Integer>, Measurement> rows) {
    this.task = task;
    this.rows = new TreeMap<>(LEXICOGRAPHIC);
    this.rows.putAll(rows);
    Collection<Objectives> points = rows.values().stream().map(Measurement::objectives).toList();
    reference =
        new Objectives(
            points.stream().mapToDouble(Objectives::accuracy).min().orElseThrow(),
            points.stream().mapToDouble(Objectives::stepTime).max().orElseThrow());
    exactHypervolume = Hypervolume.of(points, reference);
    if (!(exactHypervolume > 0)) {
      throw new InvalidSearchTableException(
          ("the rows of task '%s' have no hypervolume: none is better than the worst error and the "
                  + "worst latency at once")
              .formatted(task));
    }
  }

  /** What the measurements are of. */
  public String task() {
    return task;
  }

  /** All architectures, in an order that does not hang on the file's. */
  List<List<Integer>> architectures() {
    return new ArrayList<>(rows.keySet());
  }

  /** What an architecture is worth; empty for one that is not in the table. */
  Optional<Measurement> measure(List<Integer> architecture) {
    return Optional.ofNullable(rows.get(architecture));
  }

  /** The worst value of each objective. */
  Objectives reference() {
    return reference;
  }

  /** The hypervolume of the exact front. */
  double exactHypervolume() {
    return exactHypervolume;
  }
}
