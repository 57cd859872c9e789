package io.nasoa.zoo.predictor;

import java.util.Arrays;
import java.util.List;

/** Predicts the mean of all outcomes so far, whatever the features: what every other must beat. */
final class MeanPredictor implements PerformancePredictor {
  private double sum;
  private long count;

  @Override
  public double[] predict(FeatureMatrix candidates) {
    double[] means = new double[candidates.rows()];
    Arrays.fill(means, count == 0 ? 0 : sum / count);
    return means;
  }

  @Override
  public void learn(List<Example> examples) {
    for (Example example : examples) {
      sum += example.target();
      count++;
    }
  }
}
