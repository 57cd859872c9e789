package io.nasoa.zoo.experience;

import java.time.Instant;

/**
 * A measured step time.
 *
 * @param key what was measured
 * @param medianSeconds median seconds per step, positive and finite
 * @param samples number of steps behind the median, at least 1
 * @param measuredAt when the measurement ended
 */
public record StepTimeMeasurement(
    StepTimeKey key, double medianSeconds, long samples, Instant measuredAt) {
  public StepTimeMeasurement {
    if (!(medianSeconds > 0) || !Double.isFinite(medianSeconds) || samples < 1) {
      throw new IllegalArgumentException(
          "a step time needs positive finite seconds and at least one sample, had %s s of %d"
              .formatted(medianSeconds, samples));
    }
  }
}
