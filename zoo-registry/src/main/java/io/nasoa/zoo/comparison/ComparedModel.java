package io.nasoa.zoo.comparison;

import io.nasoa.zoo.search.Objectives;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A model of one of the two sides; what it is worth is the mean over its pretrainings.
 *
 * @param name unique in a comparison
 * @param side whose it is
 * @param family published family of a rival, any word for the zoo's own
 * @param stepTime positive; its unit is the caller's, the same for all
 * @param trainings at least one; several differ in their seeds
 */
public record ComparedModel(
    String name, Side side, String family, double stepTime, List<Training> trainings) {
  public ComparedModel {
    trainings = List.copyOf(trainings);
    if (!Double.isFinite(stepTime) || stepTime <= 0) {
      throw new IllegalArgumentException(
          "the step time of '%s' is %s, expected a number above 0".formatted(name, stepTime));
    }
    if (trainings.isEmpty()) {
      throw new IllegalArgumentException("'%s' has no accuracy".formatted(name));
    }
  }

  /** Mean over the pretrainings, 0 to 1. */
  public double accuracy() {
    return trainings.stream().mapToDouble(Training::accuracy).average().orElseThrow();
  }

  /** Standard deviation of the accuracy over the pretrainings; empty when there is only one. */
  public OptionalDouble spread() {
    if (trainings.size() < 2) {
      return OptionalDouble.empty();
    }
    double mean = accuracy();
    double squares = trainings.stream().mapToDouble(it -> Math.pow(it.accuracy() - mean, 2)).sum();
    return OptionalDouble.of(Math.sqrt(squares / (trainings.size() - 1)));
  }

  /**
   * Binomial standard error of the accuracy: what other images of the same kind would change. More
   * pretrainings leave it as it is, for all are measured on the same images. Empty when the number
   * of images is unknown.
   */
  public OptionalDouble standardError() {
    int images = images();
    double accuracy = accuracy();
    return images == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.sqrt(accuracy * (1 - accuracy) / images));
  }

  /** Images on which the accuracies were measured, the fewest of all; 0 when unknown. */
  public int images() {
    return trainings.stream().mapToInt(Training::images).min().orElse(0);
  }

  /** What it is compared by. */
  public Objectives objectives() {
    return new Objectives(accuracy(), stepTime);
  }
}
