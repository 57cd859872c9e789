package io.nasoa.baselines.comparison;

import java.util.List;

/**
 * What one-shot plans came to in a group, each with another seed.
 *
 * @param accuracies on TEST, 0 to 1, at least one
 * @param costSeconds of one, profile and evaluation included; the mean, above 0
 */
public record OneShot(List<Double> accuracies, double costSeconds) {
  public OneShot {
    accuracies = List.copyOf(accuracies);
    if (accuracies.isEmpty() || !(costSeconds > 0)) {
      throw new IllegalArgumentException(
          "one-shot plans have %d accuracies and the cost %s s, expected at least one and above 0"
              .formatted(accuracies.size(), costSeconds));
    }
  }

  /** Their mean accuracy. */
  public double accuracy() {
    return accuracies.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
