package io.nasoa.zoo.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far searches of one space got at equal cost: the hypervolume of what each had found after
 * each of its evaluations, against one reference point for all, the worst of each objective over
 * all their evaluations.
 *
 * @param reference the worst of each objective
 * @param whole the hypervolume of all searches' evaluations together
 * @param hypervolumes for each search, the value after 1, 2, ... evaluations; failed ones count
 */
public record SearchComparison(
    Objectives reference, double whole, List<List<Double>> hypervolumes) {
  public SearchComparison {
    hypervolumes = hypervolumes.stream().map(List::copyOf).toList();
  }

  /**
   * Compares logs.
   *
   * @param logs for each search what its evaluations measured in their order, empty where one
   *     failed
   * @throws IllegalArgumentException if nothing is measured at all
   */
  public static SearchComparison of(List<List<Optional<Objectives>>> logs) {
    List<Objectives> all =
        logs.stream().flatMap(Collection::stream).flatMap(Optional::stream).toList();
    if (all.isEmpty()) {
      throw new IllegalArgumentException("none of the searches has measured anything");
    }
    Objectives reference =
        new Objectives(
            all.stream().mapToDouble(Objectives::accuracy).min().orElseThrow(),
            all.stream().mapToDouble(Objectives::stepTime).max().orElseThrow());
    return new SearchComparison(
        reference,
        Hypervolume.of(all, reference),
        logs.stream().map(log -> values(log, reference)).toList());
  }

  private static List<Double> values(List<Optional<Objectives>> log, Objectives reference) {
    List<Objectives> found = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (Optional<Objectives> outcome : log) {
      outcome.ifPresent(found::add);
      values.add(Hypervolume.of(found, reference));
    }
    return values;
  }

  /** What a search reached in the end; 0 when it evaluated nothing. */
  public double last(int search) {
    List<Double> values = hypervolumes.get(search);
    return values.isEmpty() ? 0 : values.get(values.size() - 1);
  }

  /** After how many evaluations a search first reached a hypervolume; empty if it never did. */
  public OptionalInt reached(int search, double hypervolume) {
    List<Double> values = hypervolumes.get(search);
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) >= hypervolume) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }
}
