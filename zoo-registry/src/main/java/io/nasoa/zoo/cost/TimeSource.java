package io.nasoa.zoo.cost;

/** Where an expected step time comes from: the further down, the less it can be trusted. */
public enum TimeSource {
  /** The same step was measured on this device. */
  MEASURED(0.028),
  /** The same model was measured with another batch size or other frozen stages. */
  SAME_MODEL(0.06),
  /** Other models were measured on this device. */
  OTHER_MODEL(0.15),
  /** Nothing was ever measured on this device. */
  NOTHING(0.5);

  private final double spread;

  TimeSource(double spread) {
    this.spread = spread;
  }

  /**
   * How far real times lie from the expected ones as long as nothing else is known: the scale of a
   * logistic distribution of the log-ratio. That of {@link #MEASURED} puts the 95th percentile near
   * a ratio of 1.08, about what plans kept back before anything was learned.
   */
  double spread() {
    return spread;
  }
}
