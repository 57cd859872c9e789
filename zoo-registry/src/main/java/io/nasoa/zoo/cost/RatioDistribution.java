package io.nasoa.zoo.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** How actual over expected time is distributed: weighted ratios. Immutable. */
public final class RatioDistribution {
  /** What sums of weights may be off by. */
  private static final double ROUNDING = 1e-12;

  private final double[] logRatios;
  private final double[] upTo;

  private RatioDistribution(double[] logRatios, double[] upTo) {
    this.logRatios = logRatios;
    this.upTo = upTo;
  }

  /**
   * The least ratio that is not exceeded with this probability.
   *
   * @param probability in (0, 1]
   */
  public double quantile(double probability) {
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "the quantile of %s does not exist, expected a probability in (0, 1]"
              .formatted(probability));
    }
    int place = 0;
    while (place < upTo.length - 1 && upTo[place] < probability - ROUNDING) {
      place++;
    }
    return StrictMath.exp(logRatios[place]);
  }

  /** The probability that the actual time is at most so many times the expected one. */
  public double probabilityWithin(double ratio) {
    double limit = ratio > 0 ? StrictMath.log(ratio) : Double.NEGATIVE_INFINITY;
    double probability = 0;
    for (int i = 0; i < logRatios.length && logRatios[i] <= limit + ROUNDING; i++) {
      probability = upTo[i];
    }
    return Math.min(1, probability);
  }

  /** Puts a distribution together. */
  static final class Builder {
    private record Point(double logRatio, double weight) {}

    private final List<Point> points = new ArrayList<>();

    /** Adds log-ratios that weigh so much together. */
    void add(double[] logRatios, double weight) {
      for (double logRatio : logRatios) {
        points.add(new Point(logRatio, weight / logRatios.length));
      }
    }

    RatioDistribution build() {
      points.sort(Comparator.comparingDouble(Point::logRatio));
      double[] logRatios = points.stream().mapToDouble(Point::logRatio).toArray();
      double[] upTo = new double[points.size()];
      double sum = 0;
      for (int i = 0; i < upTo.length; i++) {
        sum += points.get(i).weight();
        upTo[i] = sum;
      }
      return new RatioDistribution(logRatios, upTo);
    }
  }
}
