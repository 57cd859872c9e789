package io.nasoa.zoo.planning;

import io.nasoa.zoo.regime.Configuration;
import java.util.List;

/**
 * What came out of a run, as policies without a predictor remember it.
 *
 * @param dataset origin of the task's data; all its tasks are left out together
 * @param task what was worked on
 * @param features numbers that describe the task's data, in an order that is always the same; NaN
 *     where not known
 * @param limitSeconds of the run, positive
 * @param configuration that was run
 * @param outcome in the predictors' unit, more is better, finite
 */
public record PastRun(
    String dataset,
    String task,
    List<Double> features,
    double limitSeconds,
    Configuration configuration,
    double outcome) {
  public PastRun {
    features = List.copyOf(features);
    if (!(limitSeconds > 0) || !Double.isFinite(outcome)) {
      throw new IllegalArgumentException(
          "a past run of task '%s' has the limit %s s and the outcome %s, expected one above 0 and a"
                  .formatted(task, limitSeconds, outcome)
              + " finite number");
    }
  }
}
