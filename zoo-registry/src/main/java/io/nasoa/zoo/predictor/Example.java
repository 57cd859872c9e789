package io.nasoa.zoo.predictor;

import java.util.List;

/**
 * What one run taught, as a predictor takes it.
 *
 * @param task what was worked on: rows are ranked within a task and replayed in balance over tasks
 * @param features numbers in the order of the schema; NaN where something is not known
 * @param target the outcome, finite
 * @param weight how much the outcome can be trusted, in (0, 1]
 * @param prior whether it came with the program instead of being its own experience: such rows are
 *     replayed for ever
 */
public record Example(
    String task, List<Double> features, double target, double weight, boolean prior) {

  public Example {
    features = List.copyOf(features);
    if (!Double.isFinite(target)) {
      throw new IllegalArgumentException(
          "an example of task '%s' has the target %s, expected a finite number"
              .formatted(task, target));
    }
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException(
          "an example of task '%s' has the weight %s, expected one in (0, 1]"
              .formatted(task, weight));
    }
    for (int i = 0; i < features.size(); i++) {
      if (Double.isInfinite(features.get(i))) {
        throw new IllegalArgumentException(
            "an example of task '%s' has %s as feature %d, expected a finite number or NaN"
                .formatted(task, features.get(i), i));
      }
    }
  }

  /** An own experience with full weight. */
  public static Example own(String task, List<Double> features, double target) {
    return new Example(task, features, target, 1, false);
  }
}
