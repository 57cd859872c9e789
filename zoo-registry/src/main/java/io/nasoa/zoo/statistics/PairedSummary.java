package io.nasoa.zoo.statistics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How two methods compare. The group is the unit: a group with many runs counts as much as one with
 * few.
 *
 * @param mean over the groups' means, in points
 * @param interval 95 %, by hierarchical bootstrap
 * @param pValue of the sign-flip test over the groups' means, two-sided, not corrected
 * @param groups the mean of each, by name
 * @param wins groups whose mean is above {@link #TIE} points
 * @param ties groups within it
 * @param losses groups below it
 */
public record PairedSummary(
    double mean,
    Interval interval,
    double pValue,
    Map<String, Double> groups,
    int wins,
    int ties,
    int losses) {

  /** Half a point of accuracy: what is not further apart is a tie. */
  public static final double TIE = .5;

  private static final int DRAWS = 10_000;
  private static final double LEVEL = .95;

  public PairedSummary {
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
  }

  /**
   * The same list, in any order, and the same seed give the same summary.
   *
   * @throws IllegalArgumentException when there are none, or one is given twice
   */
  public static PairedSummary of(List<PairedDifference> differences, long seed) {
    DifferenceTree tree = DifferenceTree.of(differences);
    Map<String, Double> groups = tree.means();
    double[] means = groups.values().stream().mapToDouble(Double::doubleValue).toArray();
    double sum = 0;
    int wins = 0;
    int losses = 0;
    for (double mean : means) {
      sum += mean;
      wins += mean > TIE ? 1 : 0;
      losses += mean < -TIE ? 1 : 0;
    }
    return new PairedSummary(
        sum / means.length,
        HierarchicalBootstrap.interval(tree, DRAWS, LEVEL, seed),
        SignFlipTest.pValue(means, seed),
        groups,
        wins,
        means.length - wins - losses,
        losses);
  }
}
