package io.nasoa.zoo.search;

/**
 * What a network may cost at most, each at least 1.
 *
 * @param parameters trainable numbers
 * @param macs multiply-accumulates of one image
 * @param memoryBytes memory of the activations of one image in bytes
 */
public record Limits(long parameters, long macs, long memoryBytes) {
  /** No limit. */
  public static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  public Limits {
    if (parameters < 1 || macs < 1 || memoryBytes < 1) {
      throw new IllegalArgumentException(
          "the limits of parameters, macs and memoryBytes are %d, %d and %d, expected at least 1"
              .formatted(parameters, macs, memoryBytes));
    }
  }

  /** How far a measurement is beyond the limits: the sum of the excesses as shares; 0 is within. */
  public double violation(Measurement measurement) {
    return excess(measurement.parameters(), parameters)
        + excess(measurement.macs(), macs)
        + excess(measurement.memoryBytes(), memoryBytes);
  }

  private static double excess(long value, long limit) {
    return value <= limit ? 0 : (double) value / limit - 1;
  }
}
