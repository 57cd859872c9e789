package io.nasoa.zoo.predictor;

import java.util.Arrays;

/**
 * How much each head counts, learned by hedging (Freund and Schapire 1997): after each experience a
 * head's weight is multiplied by beta to the power of its loss, which lies in [0, 1], then raised
 * to the floor, then all are normalised.
 */
final class HeadWeights {
  private final double[] weights;

  HeadWeights(double[] weights) {
    this.weights = weights;
  }

  /** All equal. */
  static HeadWeights equal(int heads) {
    double[] weights = new double[heads];
    Arrays.fill(weights, 1.0 / heads);
    return new HeadWeights(weights);
  }

  /** The last head alone. */
  static HeadWeights last(int heads) {
    double[] weights = new double[heads];
    weights[heads - 1] = 1;
    return new HeadWeights(weights);
  }

  /** Not a copy; not to be changed. */
  double[] values() {
    return weights;
  }

  /**
   * One step.
   *
   * @param losses of the heads; above 1 and not finite count as 1
   * @param floor sum of the least weights of all heads
   */
  void update(double[] losses, double beta, double floor) {
    double sum = 0;
    for (int l = 0; l < weights.length; l++) {
      double loss = losses[l] >= 0 && losses[l] <= 1 ? losses[l] : 1;
      weights[l] = Math.max(weights[l] * StrictMath.pow(beta, loss), floor / weights.length);
      sum += weights[l];
    }
    for (int l = 0; l < weights.length; l++) {
      weights[l] /= sum;
    }
  }
}
