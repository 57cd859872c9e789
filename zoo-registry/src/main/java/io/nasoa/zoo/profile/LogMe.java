package io.nasoa.zoo.profile;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * LogME: how likely the labels are under the best linear model of frozen features (You, Liu, Wang,
 * Long: LogME, practical assessment of pre-trained models for transfer learning, ICML 2021).
 *
 * <p>For each class, y is 1 on its images and 0 elsewhere, y = F w + noise of precision beta, and w
 * has a normal prior of precision alpha. The logarithm of the evidence of y, at the alpha and beta
 * that make it largest, is divided by the number of images; the score is the mean over the classes.
 * Higher is better; only differences on the same images mean anything.
 *
 * <p>As published, alpha and beta come from the fixed point of MacKay's update, guarded by a small
 * constant. Unlike there, an image's features are scaled to a mean squared length of 1 first, so
 * that the guard means the same for every network and the score does not hang on their unit; the
 * update is followed until it stands still, which costs next to nothing once F is decomposed; and F
 * F' is decomposed instead of F'F where it is the smaller one.
 */
public final class LogMe {
  /** Keeps alpha and beta finite where the features explain nothing or everything. */
  private static final double GUARD = 1e-5;

  private static final double STANDS_STILL = 1e-6;
  private static final int MOST_STEPS = 100;

  private final LabelledFeatures features;

  /** Squared singular values of the scaled F above rounding, and a left singular vector each. */
  private final double[] sigma;

  private final double[][] left;

  private LogMe(LabelledFeatures features) {
    this.features = features;
    boolean wide = features.dimension() > features.size();
    SymmetricEigen.Decomposition eigen =
        SymmetricEigen.of(wide ? Gram.ofImages(features) : Gram.ofFeatures(features));
    double[] values = eigen.values();
    double least = values.length * Math.ulp(Math.max(0, values[0]));
    int rank = (int) Arrays.stream(values).filter(value -> value > least).count();
    double unit = Arrays.stream(values).sum() / features.size();
    sigma = Arrays.stream(values).limit(rank).map(value -> value / unit).toArray();
    left =
        IntStream.range(0, rank)
            .mapToObj(i -> wide ? eigen.vectors()[i] : leftVector(eigen, i))
            .toArray(double[][]::new);
  }

  /** u = F v / s. */
  private double[] leftVector(SymmetricEigen.Decomposition eigen, int index) {
    double[] right = eigen.vectors()[index];
    double length = Math.sqrt(eigen.values()[index]);
    double[] vector = new double[features.size()];
    for (int i = 0; i < vector.length; i++) {
      float[] row = features.row(i);
      double sum = 0;
      for (int j = 0; j < right.length; j++) {
        sum += row[j] * right[j];
      }
      vector[i] = sum / length;
    }
    return vector;
  }

  /**
   * The score of features whose numbers are all finite.
   *
   * @return empty when the images are of one class, or the features cannot be decomposed
   */
  public static OptionalDouble score(LabelledFeatures features) {
    int[] present =
        IntStream.range(0, features.classes()).filter(c -> features.count(c) > 0).toArray();
    if (present.length < 2) {
      return OptionalDouble.empty();
    }
    try {
      LogMe logMe = new LogMe(features);
      double score = Arrays.stream(present).mapToDouble(logMe::evidence).average().orElseThrow();
      return Double.isFinite(score) ? OptionalDouble.of(score) : OptionalDouble.empty();
    } catch (ArithmeticException e) {
      return OptionalDouble.empty();
    }
  }

  /** Largest log evidence of one class against the others, divided by the number of images. */
  private double evidence(int label) {
    double[] explained = new double[sigma.length];
    double rest = features.count(label);
    for (int k = 0; k < sigma.length; k++) {
      double along = 0;
      for (int i = 0; i < features.size(); i++) {
        along += features.label(i) == label ? left[k][i] : 0;
      }
      explained[k] = along * along;
      rest -= explained[k];
    }
    return new FixedPoint(explained, Math.max(0, rest)).evidence() / features.size();
  }

  /** The search for alpha and beta of one class, all in the coordinates of the decomposition. */
  private final class FixedPoint {
    private final double[] explained;
    private final double rest;
    private double effective;
    private double weights;
    private double residual;

    /**
     * @param explained squared length of y along each left singular vector
     * @param rest squared length of y outside of them
     */
    FixedPoint(double[] explained, double rest) {
      this.explained = explained;
      this.rest = rest;
    }

    double evidence() {
      int n = features.size();
      double alpha = 1;
      double beta = 1;
      boolean moves = true;
      for (int step = 0; moves && step < MOST_STEPS; step++) {
        double ratio = alpha / beta;
        solve(ratio);
        alpha = effective / (weights + GUARD);
        beta = (n - effective) / (residual + GUARD);
        moves = Math.abs(alpha / beta - ratio) > STANDS_STILL * ratio;
      }
      solve(alpha / beta);
      double determinant = 0;
      for (double value : sigma) {
        // The other dimensions have a factor alpha each, which the prior's determinant takes away.
        determinant += Math.log1p(beta / alpha * value);
      }
      return 0.5
          * (n * Math.log(beta)
              - determinant
              - beta * residual
              - alpha * weights
              - n * Math.log(2 * Math.PI));
    }

    /** The posterior mean for a ratio alpha / beta: its squared length and residual. */
    private void solve(double ratio) {
      effective = 0;
      weights = 0;
      residual = rest;
      for (int k = 0; k < sigma.length; k++) {
        double sum = sigma[k] + ratio;
        effective += sigma[k] / sum;
        weights += sigma[k] / sum * (explained[k] / sum);
        residual += ratio / sum * (ratio / sum) * explained[k];
      }
    }
  }
}
