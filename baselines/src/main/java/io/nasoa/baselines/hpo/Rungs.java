package io.nasoa.baselines.hpo;

import java.util.ArrayList;
import java.util.List;

/**
 * The budgets of successive halving, and how many configurations a bracket of Hyperband has at
 * each: HpBandSter's formulas, which differ from the paper's by rounding down. With S budgets,
 * bracket {@code b} has its last s + 1 of them, s = S - 1 - (b mod S), and starts with floor(S / (s
 * + 1)) eta^s configurations, of which one in eta goes on.
 *
 * @param budgets ascending, the last the full one; at least one
 * @param eta as in {@link HpoSettings}
 */
public record Rungs(List<Double> budgets, double eta) {
  /** A quotient that misses a whole number by rounding only counts as that number. */
  private static final double TOLERANCE = 1e-9;

  public Rungs {
    budgets = List.copyOf(budgets);
  }

  /** The rungs of some settings. */
  public static Rungs of(HpoSettings settings) {
    double eta = settings.eta();
    double full = settings.maxBudget();
    int count =
        settings.likeHpBandSter()
            ? countLikeHpBandSter(settings.minBudget() / full, eta)
            : count(settings.minBudget() / full, eta);
    List<Double> budgets = new ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      budgets.add(full * StrictMath.pow(eta, -i));
    }
    return new Rungs(budgets, eta);
  }

  private static int count(double leastShare, double eta) {
    int count = 1;
    double share = 1 / eta;
    while (share >= leastShare * (1 - TOLERANCE)) {
      share /= eta;
      count++;
    }
    return count;
  }

  /**
   * 1 to 243 by 3 gives 5, as the quotient of the logarithms is 4.999999999999999; that of
   * StrictMath's, whose last digits are others than the C library's, is not.
   */
  private static int countLikeHpBandSter(double leastShare, double eta) {
    return (int) (-Math.log(leastShare) / Math.log(eta)) + 1;
  }

  int size() {
    return budgets.size();
  }

  double budget(int level) {
    return budgets.get(level);
  }

  int highest() {
    return budgets.size() - 1;
  }

  /** The level that a bracket starts at. */
  int firstLevel(int bracket) {
    return bracket % budgets.size();
  }

  /** How many configurations a bracket has at one of its levels. */
  int width(int bracket, int level) {
    int first = firstLevel(bracket);
    int above = highest() - first;
    double start = Math.floor((double) size() / (above + 1)) * StrictMath.pow(eta, above);
    double width = Math.floor(start) * StrictMath.pow(eta, first - level);
    return Math.max(1, (int) Math.floor(width + TOLERANCE));
  }

  /** The budget that a bracket spends when nothing crashes. */
  public double cost(int bracket) {
    double cost = 0;
    for (int level = firstLevel(bracket); level < size(); level++) {
      cost += width(bracket, level) * budget(level);
    }
    return cost;
  }
}
