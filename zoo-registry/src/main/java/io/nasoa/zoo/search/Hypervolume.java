package io.nasoa.zoo.search;

import java.util.Collection;
import java.util.List;

/**
 * The area that points dominate, down to a reference point: how good a front is as one number.
 * Exact up to the rounding of the sums; 0 when no point is better than the reference in both
 * objectives.
 */
public final class Hypervolume {
  private Hypervolume() {}

  /**
   * The area, in units of accuracy times units of step time.
   *
   * @param points in any order, dominated ones included
   * @param reference the worst of both objectives
   */
  public static double of(Collection<Objectives> points, Objectives reference) {
    List<Objectives> fastestFirst = points.stream().sorted(Objectives.FASTEST_FIRST).toList();
    double area = 0;
    double accuracy = reference.accuracy();
    for (Objectives point : fastestFirst) {
      if (point.stepTime() < reference.stepTime() && point.accuracy() > accuracy) {
        area += (reference.stepTime() - point.stepTime()) * (point.accuracy() - accuracy);
        accuracy = point.accuracy();
      }
    }
    return area;
  }
}
