package io.nasoa.workflows.hpo;

import io.nasoa.zoo.regime.Configuration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a method wants to know.
 *
 * @param number its place in the order of the evaluations, from 0
 * @param trial number of the configuration, from 0; the same one comes again with more budget
 * @param bracket the bracket that the configuration is in, from 0; 0 where there are none
 * @param level its rung, 0 for the least budget
 * @param budget reference seconds that it may cost
 * @param earlierBudget the largest budget at which the configuration has been evaluated, 0 for none
 * @param modelBased whether a model proposed it
 * @param point the configuration as the method remembers it; NaN for what is not in play
 * @param configuration the configuration
 */
public record HpoEvaluation(
    int number,
    int trial,
    int bracket,
    int level,
    double budget,
    double earlierBudget,
    boolean modelBased,
    List<Double> point,
    Configuration configuration) {
  public HpoEvaluation {
    point = orEmpty(point);
  }

  private static List<Double> orEmpty(@Nullable List<Double> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
