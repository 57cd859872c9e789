package io.nasoa.zoo.planning;

import java.util.List;

/**
 * What is to be planned.
 *
 * @param dataset origin of the data: tasks of one data set err alike
 * @param classes at least 2
 * @param trainImages at least 1
 * @param validationImages at least 0
 * @param features numbers that describe the data, in an order that is always the same; NaN where
 *     not known
 * @param device as in {@link io.nasoa.zoo.experience.StepTimeKey}
 * @param threads as in {@link io.nasoa.zoo.experience.StepTimeKey}
 * @param limitSeconds active seconds from profile to evaluated model, positive
 * @param spentSeconds of them that are gone when the training starts, at least 0
 * @param memoryBytes that the training may take, positive
 * @param checkpointInterval seconds between two checkpoints, positive
 */
public record PlanningTask(
    String dataset,
    int classes,
    int trainImages,
    int validationImages,
    List<Double> features,
    String device,
    int threads,
    double limitSeconds,
    double spentSeconds,
    double memoryBytes,
    double checkpointInterval) {
  public PlanningTask {
    features = List.copyOf(features);
    require(classes >= 2, "classes", classes, "at least 2");
    require(trainImages >= 1, "trainImages", trainImages, "at least 1");
    require(validationImages >= 0, "validationImages", validationImages, "at least 0");
    require(limitSeconds > 0, "limitSeconds", limitSeconds, "above 0");
    require(spentSeconds >= 0, "spentSeconds", spentSeconds, "at least 0");
    require(memoryBytes > 0, "memoryBytes", memoryBytes, "above 0");
    require(checkpointInterval > 0, "checkpointInterval", checkpointInterval, "above 0");
  }

  private static void require(boolean holds, String field, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "planning field %s must be %s, was %s".formatted(field, range, value));
    }
  }
}
