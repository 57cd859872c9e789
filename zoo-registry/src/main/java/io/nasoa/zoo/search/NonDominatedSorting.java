package io.nasoa.zoo.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sorts points into fronts: the first holds those that no other beats, the next those that only the
 * first beats, and so on (Deb et al. 2002).
 *
 * <p>With a tie above 0 a front is swept from its fastest point: a point stays only if it is more
 * accurate by the tie than every faster one that stays. So small differences, which are noise, buy
 * no place on a front, and a chain of small steps cannot push out a point that is really better.
 */
final class NonDominatedSorting {
  private NonDominatedSorting() {}

  /**
   * The first fronts that together hold {@code enough} points, or all.
   *
   * @param accuracyTie accuracies that differ by less are a tie; 0 for none
   * @return for each front the indices of its points, the fastest first
   */
  static List<List<Integer>> fronts(List<Objectives> points, double accuracyTie, int enough) {
    List<Integer> rest =
        IntStream.range(0, points.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> points.get(i), Objectives.FASTEST_FIRST)
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    List<List<Integer>> fronts = new ArrayList<>();
    int sorted = 0;
    while (!rest.isEmpty() && sorted < enough) {
      List<Integer> front = new ArrayList<>();
      List<Integer> behind = new ArrayList<>();
      for (int i : rest) {
        boolean stays =
            front.isEmpty()
                || stays(points.get(i), points.get(front.get(front.size() - 1)), accuracyTie);
        (stays ? front : behind).add(i);
      }
      fronts.add(front);
      sorted += front.size();
      rest = behind;
    }
    return fronts;
  }

  /** Of a front's points so far the last is the most accurate: to beat it is to beat them all. */
  private static boolean stays(Objectives point, Objectives last, double accuracyTie) {
    double gain = point.accuracy() - last.accuracy();
    return point.stepTime() > last.stepTime() ? gain > 0 && gain >= accuracyTie : gain == 0;
  }
}
