package io.nasoa.baselines.comparison;

import io.nasoa.zoo.statistics.Interval;
import io.nasoa.zoo.statistics.PairedDifference;
import io.nasoa.zoo.statistics.PairedSummary;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Claim D: the cost ratios of all groups together, each group counting alike.
 *
 * @param mean geometric; a lower bound as soon as one is censored
 * @param interval 95 %, by bootstrap over the groups, of the same
 * @param pValue that search and plan cost the same, by the sign-flip test over the logarithms
 * @param censored how many of them are
 * @param savedSeconds what a plan saves on the average, at least
 * @param groups in the given order
 */
public record CostRatios(
    double mean,
    Interval interval,
    double pValue,
    int censored,
    double savedSeconds,
    List<CostRatio> groups) {
  public CostRatios {
    groups = List.copyOf(groups);
  }

  /**
   * Takes them together.
   *
   * @param groups at least one, each once
   * @param seed of the bootstrap
   */
  public static CostRatios of(List<CostRatio> groups, long seed) {
    PairedSummary logarithms =
        PairedSummary.of(
            groups.stream()
                .map(
                    one ->
                        new PairedDifference(
                            one.group(), one.group(), "", 0, StrictMath.log(one.ratio())))
                .toList(),
            seed);
    Interval interval = logarithms.interval();
    return new CostRatios(
        StrictMath.exp(logarithms.mean()),
        new Interval(StrictMath.exp(interval.lower()), StrictMath.exp(interval.upper())),
        logarithms.pValue(),
        (int) groups.stream().filter(CostRatio::censored).count(),
        groups.stream().mapToDouble(CostRatio::savedSeconds).average().orElseThrow(),
        groups);
  }

  /**
   * How many tasks pay for what was done before the first one.
   *
   * @param preparationSeconds of searching and pretraining the zoo and of its first experience
   * @return empty where plans save nothing
   */
  public OptionalDouble breakEvenTasks(double preparationSeconds) {
    return savedSeconds > 0
        ? OptionalDouble.of(preparationSeconds / savedSeconds)
        : OptionalDouble.empty();
  }
}
