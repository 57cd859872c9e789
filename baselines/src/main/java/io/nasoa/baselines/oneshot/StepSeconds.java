package io.nasoa.baselines.oneshot;

/** Calibrated step times: what reference seconds are made of (protocol P5). */
@FunctionalInterface
public interface StepSeconds {
  /**
   * Seconds of one step.
   *
   * @param model name of the zoo entry
   * @param frozenStages as in {@link io.nasoa.zoo.experience.Regime}
   * @param batchSize images a step
   * @return above 0
   * @throws IllegalStateException if such a step was not timed
   */
  double of(String model, int frozenStages, int batchSize);
}
