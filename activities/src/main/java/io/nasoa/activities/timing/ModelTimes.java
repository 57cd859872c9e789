package io.nasoa.activities.timing;

import java.util.List;

/**
 * What a network takes here.
 *
 * @param name of the network
 * @param stepSeconds median of a training step by frozen stages, from none to all but the head
 * @param stepRatio median of the step without frozen stages, as a ratio to the reference network's
 *     of the same round
 * @param inferenceSeconds median of one image's inference in a batch
 * @param activationBytes what all layers put out for one batch, in single precision
 */
public record ModelTimes(
    String name,
    List<Double> stepSeconds,
    double stepRatio,
    double inferenceSeconds,
    long activationBytes) {
  public ModelTimes {
    stepSeconds = List.copyOf(stepSeconds);
  }
}
