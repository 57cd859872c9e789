package io.nasoa.zoo.cost;

/**
 * What a step should take, not yet corrected by what runs really took.
 *
 * @param seconds positive and finite
 * @param source where that comes from
 */
public record ExpectedStepTime(double seconds, TimeSource source) {
  public ExpectedStepTime {
    if (!(seconds > 0) || !Double.isFinite(seconds)) {
      throw new IllegalArgumentException(
          "an expected step time is %s s, expected a positive finite number".formatted(seconds));
    }
  }
}
