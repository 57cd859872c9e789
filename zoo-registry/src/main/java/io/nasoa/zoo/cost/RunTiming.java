package io.nasoa.zoo.cost;

/**
 * How fast a run really went, beside what was expected: one entry of the log from which the times
 * are learned.
 *
 * @param group runs like it
 * @param expectedSeconds a step as it was expected, not corrected
 * @param actualSeconds a step as it was, with all that lies between two steps
 */
public record RunTiming(TimingGroup group, double expectedSeconds, double actualSeconds) {
  public RunTiming {
    if (!(expectedSeconds > 0 && actualSeconds > 0)
        || !Double.isFinite(expectedSeconds)
        || !Double.isFinite(actualSeconds)) {
      throw new IllegalArgumentException(
          "a run of %s took %s s a step instead of %s s, expected positive finite numbers"
              .formatted(group.architecture(), actualSeconds, expectedSeconds));
    }
  }

  /** The logarithm of the ratio of actual to expected; 0 is as expected, above is slower. */
  double residual() {
    return StrictMath.log(actualSeconds / expectedSeconds);
  }
}
