package io.nasoa.zoo.predictor.evaluation;

/**
 * A mean with the bounds of its 95 % confidence interval (Student's t).
 *
 * @param mean of the values
 * @param low NaN for a single value
 * @param high NaN for a single value
 */
public record Interval(double mean, double low, double high) {
  /** Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom. */
  private static final double[] QUANTILES = {
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
    2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056,
    2.052, 2.048, 2.045, 2.042
  };

  private static final double NORMAL = 1.96;

  /** Of at least one value. */
  static Interval of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int freedom = values.length - 1;
    double quantile =
        freedom < 1 ? Double.NaN : freedom > QUANTILES.length ? NORMAL : QUANTILES[freedom - 1];
    double half = quantile * Math.sqrt(squares / freedom / values.length);
    return new Interval(mean, mean - half, mean + half);
  }
}
