package io.nasoa.zoo.search.benchmark;

import java.util.List;

/**
 * How well the search did on a table; printed as JSON by {@code search benchmark}.
 *
 * @param task what was searched for
 * @param evaluations evaluations of one run
 * @param seeds number of runs
 * @param hypervolumeFraction share of the exact front's hypervolume that NSGA-II reached
 * @param randomSearch the same of random search, and how both compare seed by seed
 */
public record SearchBenchmarkResult(
    String task,
    int evaluations,
    int seeds,
    Spread hypervolumeFraction,
    RandomSearchSpread randomSearch) {

  /** Mean, least and largest over the seeds. */
  public record Spread(double mean, double min, double max) {
    static Spread of(List<Double> values) {
      return new Spread(
          values.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
          values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
          values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }
  }

  /**
   * Random search over the seeds.
   *
   * @param beaten seeds in which NSGA-II reached more
   * @param signTest two-sided p of the exact sign test over the paired seeds
   */
  public record RandomSearchSpread(
      double mean, double min, double max, int beaten, double signTest) {}

  static SearchBenchmarkResult of(
      String task, int evaluations, List<Double> fractions, List<Double> random) {
    int wins = 0;
    int losses = 0;
    for (int i = 0; i < fractions.size(); i++) {
      int sign = Double.compare(fractions.get(i), random.get(i));
      wins += sign > 0 ? 1 : 0;
      losses += sign < 0 ? 1 : 0;
    }
    Spread spread = Spread.of(random);
    return new SearchBenchmarkResult(
        task,
        evaluations,
        fractions.size(),
        Spread.of(fractions),
        new RandomSearchSpread(
            spread.mean(), spread.min(), spread.max(), wins, SignTest.pValue(wins, losses)));
  }
}
