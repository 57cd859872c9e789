package io.nasoa.zoo.cost;

import io.nasoa.zoo.experience.StepTimeKey;

/**
 * Runs whose times err alike.
 *
 * @param device as in {@link StepTimeKey}
 * @param threads as in {@link StepTimeKey}
 * @param architecture as in {@link StepTimeKey}
 * @param frozenStages as in {@link StepTimeKey}
 * @param source where the expected step time came from; errors of a guess say nothing about those
 *     of a measurement
 */
public record TimingGroup(
    String device, int threads, String architecture, int frozenStages, TimeSource source) {

  /** The group of a step whose time is expected in some way. */
  public static TimingGroup of(StepTimeKey key, TimeSource source) {
    return new TimingGroup(
        key.device(), key.threads(), key.architecture(), key.frozenStages(), source);
  }

  /** The same device, model and source, whatever is frozen. */
  boolean sameModel(TimingGroup other) {
    return sameDevice(other) && architecture.equals(other.architecture);
  }

  /** The same device and source, whatever the model. */
  boolean sameDevice(TimingGroup other) {
    return device.equals(other.device) && threads == other.threads && source == other.source;
  }
}
