package io.nasoa.baselines.comparison;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How many tasks pay for what was done before the first one (protocol P8).
 *
 * @param segment label of the cells that it is about
 * @param search label of the search that is not run
 * @param limit reference seconds of the plan
 * @param preparationSeconds of searching and pretraining the zoo and of its first experience
 * @param savedSeconds by a plan on the average, at least
 * @param tasks that pay for it, at most; null where plans save nothing
 */
public record BreakEven(
    String segment,
    String search,
    double limit,
    double preparationSeconds,
    double savedSeconds,
    @Nullable Double tasks) {
  static BreakEven of(CostClaim claim, double preparationSeconds) {
    OptionalDouble tasks = claim.ratios().breakEvenTasks(preparationSeconds);
    return new BreakEven(
        claim.segment(),
        claim.search(),
        claim.limit(),
        preparationSeconds,
        claim.ratios().savedSeconds(),
        tasks.isPresent() ? (Double) tasks.getAsDouble() : null);
  }
}
