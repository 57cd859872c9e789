package io.nasoa.zoo.search;

/**
 * What one evaluation of a candidate found.
 *
 * @param accuracy more is better, finite
 * @param stepTime time of a training step, less is better, finite and not negative
 * @param parameters trainable numbers, 0 where the space knows none
 * @param macs multiply-accumulates of one image, 0 where the space knows none
 * @param memoryBytes memory of the activations of one image in bytes, 0 where the space knows none
 */
public record Measurement(
    double accuracy, double stepTime, long parameters, long macs, long memoryBytes) {
  public Measurement {
    new Objectives(accuracy, stepTime);
    if (parameters < 0 || macs < 0 || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "parameters, macs and memoryBytes are %d, %d and %d, expected numbers from 0"
              .formatted(parameters, macs, memoryBytes));
    }
  }

  /** What is compared. */
  public Objectives objectives() {
    return new Objectives(accuracy, stepTime);
  }
}
