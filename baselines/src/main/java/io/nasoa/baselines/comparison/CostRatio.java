package io.nasoa.baselines.comparison;

import java.util.OptionalDouble;

/**
 * How many times the cost of a one-shot plan a search needs in a group until it is as good for good
 * (protocol P8): up to {@value #TOLERANCE} below the plan's mean accuracy counts as good.
 *
 * @param group origin of the data
 * @param ratio above 0; for a censored one the cap, a lower bound
 * @param censored whether the search never got there
 * @param oneShotSeconds what the plan cost
 */
public record CostRatio(String group, double ratio, boolean censored, double oneShotSeconds) {
  /** Half a point of accuracy. */
  public static final double TOLERANCE = .005;

  /** Least ratio: a search cannot have anything for nothing. */
  private static final double LEAST = 1e-3;

  /**
   * The ratio of a group.
   *
   * @param cap ratio at which searches were ended, above 0
   */
  public static CostRatio of(String group, OneShot plan, AnytimeCurve search, double cap) {
    OptionalDouble cost = search.staysAtLeast(plan.accuracy() - TOLERANCE);
    if (cost.isEmpty() || cost.getAsDouble() > cap * plan.costSeconds()) {
      return new CostRatio(group, cap, true, plan.costSeconds());
    }
    double ratio = Math.max(LEAST, cost.getAsDouble() / plan.costSeconds());
    return new CostRatio(group, ratio, false, plan.costSeconds());
  }

  /** Seconds that a plan saves, at least. */
  public double savedSeconds() {
    return (ratio - 1) * oneShotSeconds;
  }
}
