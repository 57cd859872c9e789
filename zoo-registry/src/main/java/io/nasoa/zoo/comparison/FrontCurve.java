package io.nasoa.zoo.comparison;

import io.nasoa.zoo.search.Objectives;
import io.nasoa.zoo.search.ParetoFront;
import java.util.ArrayList;
import java.util.List;

/**
 * A Pareto front as a curve: between neighbouring models the accuracy rises linearly in the
 * logarithm of the step time, as equal ratios of time are equal distances.
 */
public final class FrontCurve {
  /** The fastest first; both objectives rise strictly. */
  private final List<Objectives> points = new ArrayList<>();

  /**
   * The curve through the best of some points.
   *
   * @param all at least one, with positive step times; dominated ones are passed by
   */
  public FrontCurve(List<Objectives> all) {
    for (Objectives point : ParetoFront.of(all, it -> it)) {
      if (point.stepTime() <= 0) {
        throw new IllegalArgumentException(
            "the step time is %s, expected a number above 0".formatted(point.stepTime()));
      }
      if (points.isEmpty() || point.accuracy() > last().accuracy()) {
        points.add(point); // of equally good ones, one
      }
    }
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a front has at least one model");
    }
  }

  private Objectives last() {
    return points.get(points.size() - 1);
  }

  /** Least step time at which the accuracy is reached. */
  public FrontReading stepTimeAt(double accuracy) {
    if (accuracy > last().accuracy()) {
      return new FrontReading.Unreached();
    }
    if (accuracy < points.get(0).accuracy()) {
      return new FrontReading.AtLeastAsGood(points.get(0).stepTime());
    }
    int next = 0;
    while (points.get(next).accuracy() < accuracy) {
      next++;
    }
    Objectives above = points.get(next);
    if (above.accuracy() == accuracy) {
      return new FrontReading.Interpolated(above.stepTime());
    }
    Objectives below = points.get(next - 1);
    double share = (accuracy - below.accuracy()) / (above.accuracy() - below.accuracy());
    return new FrontReading.Interpolated(
        below.stepTime() * Math.pow(above.stepTime() / below.stepTime(), share));
  }

  /** Best accuracy that is reached within a step time. */
  public FrontReading accuracyAt(double stepTime) {
    if (stepTime < points.get(0).stepTime()) {
      return new FrontReading.Unreached();
    }
    if (stepTime > last().stepTime()) {
      return new FrontReading.AtLeastAsGood(last().accuracy());
    }
    int next = 0;
    while (points.get(next).stepTime() < stepTime) {
      next++;
    }
    Objectives after = points.get(next);
    if (after.stepTime() == stepTime) {
      return new FrontReading.Interpolated(after.accuracy());
    }
    Objectives before = points.get(next - 1);
    double share =
        Math.log(stepTime / before.stepTime()) / Math.log(after.stepTime() / before.stepTime());
    return new FrontReading.Interpolated(
        before.accuracy() + share * (after.accuracy() - before.accuracy()));
  }
}
