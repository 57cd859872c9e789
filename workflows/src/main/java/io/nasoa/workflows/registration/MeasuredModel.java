package io.nasoa.workflows.registration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model takes.
 *
 * @param name of the model
 * @param stepSeconds median of a training step by frozen stages, from none to all but the head
 * @param stepTime step without frozen stages as a ratio to the reference network's
 * @param inferenceSeconds median of one image's inference in a batch
 * @param activationBytes what all layers put out for one batch, in single precision
 */
public record MeasuredModel(
    String name,
    List<Double> stepSeconds,
    double stepTime,
    double inferenceSeconds,
    long activationBytes) {
  public MeasuredModel {
    stepSeconds = orEmpty(stepSeconds);
  }

  private static List<Double> orEmpty(@Nullable List<Double> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
