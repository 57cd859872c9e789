package io.nasoa.zoo.search;

import java.util.List;
import java.util.function.Function;

/** The best trade-offs of accuracy and step time. */
public final class ParetoFront {
  private ParetoFront() {}

  /**
   * The items that no other one dominates, the fastest first; equally good ones are all kept.
   *
   * @param objectives what an item is compared by
   */
  public static <T> List<T> of(List<T> items, Function<? super T, Objectives> objectives) {
    List<Objectives> points = items.stream().<Objectives>map(objectives).toList();
    return NonDominatedSorting.fronts(points, 0, 1).stream()
        .flatMap(List::stream)
        .<T>map(items::get)
        .toList();
  }

  /** The front of the trials that are measured and within the limits. */
  public static List<Trial> of(List<Trial> trials, Limits limits) {
    List<Trial> within =
        trials.stream()
            .filter(t -> t.measurement().filter(m -> limits.violation(m) == 0).isPresent())
            .toList();
    return of(within, t -> t.measurement().orElseThrow().objectives());
  }
}
