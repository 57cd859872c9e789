package io.nasoa.baselines.comparison;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How good the best configuration found so far is, over what was spent: a step at every point, and
 * nothing before the first.
 *
 * @param points by cost, ascending; of equal costs the last one counts
 */
public record AnytimeCurve(List<Point> points) {
  /**
   * From here on the search has this.
   *
   * @param spentSeconds since the beginning, 0 or above
   * @param accuracy on TEST of what it would return, 0 to 1; it may fall, as it was chosen by
   *     SELECT
   */
  public record Point(double spentSeconds, double accuracy) {
    public Point {
      if (!(spentSeconds >= 0) || !(accuracy >= 0 && accuracy <= 1)) {
        throw new IllegalArgumentException(
            "a point of a curve has the cost %s and the accuracy %s, expected at least 0 and 0 to 1"
                .formatted(spentSeconds, accuracy));
      }
    }
  }

  public AnytimeCurve {
    points = List.copyOf(points);
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).spentSeconds() < points.get(i - 1).spentSeconds()) {
        throw new IllegalArgumentException(
            "point %d of a curve costs %s s, less than the one before"
                .formatted(i, points.get(i).spentSeconds()));
      }
    }
  }

  /** The accuracy once so much was spent; empty before the first point. */
  public OptionalDouble at(double spentSeconds) {
    OptionalDouble accuracy = OptionalDouble.empty();
    for (Point point : points) {
      if (point.spentSeconds() <= spentSeconds) {
        accuracy = OptionalDouble.of(point.accuracy());
      }
    }
    return accuracy;
  }

  /**
   * The first cost from which the curve stays at or above an accuracy; empty when it ends below. To
   * have been there once does not count: nobody can know when to stop.
   */
  public OptionalDouble staysAtLeast(double accuracy) {
    OptionalDouble cost = OptionalDouble.empty();
    for (Point point : points) {
      if (point.accuracy() < accuracy) {
        cost = OptionalDouble.empty();
      } else if (cost.isEmpty()) {
        cost = OptionalDouble.of(point.spentSeconds());
      }
    }
    return cost;
  }
}
