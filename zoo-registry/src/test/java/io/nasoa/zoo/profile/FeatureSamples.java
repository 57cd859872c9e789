package io.nasoa.zoo.profile;

import java.util.Random;

/** Made-up features. */
final class FeatureSamples {
  private FeatureSamples() {}

  /** Classes in turn, each around a centre of its own at that distance from zero, noise 1. */
  static LabelledFeatures clusters(int images, int features, int classes, double apart, long seed) {
    Random random = new Random(seed);
    double[][] centres = new double[classes][features];
    for (double[] centre : centres) {
      for (int j = 0; j < features; j++) {
        centre[j] = apart * random.nextGaussian();
      }
    }
    float[][] rows = new float[images][features];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = i % classes;
      for (int j = 0; j < features; j++) {
        rows[i][j] = (float) (centres[labels[i]][j] + random.nextGaussian());
      }
    }
    return new LabelledFeatures(rows, labels, classes);
  }

  /** What becomes of one row. */
  interface RowChange {
    float[] of(float[] row);
  }

  static LabelledFeatures changed(LabelledFeatures features, RowChange change) {
    float[][] rows = new float[features.size()][];
    int[] labels = new int[features.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = change.of(features.row(i).clone());
      labels[i] = features.label(i);
    }
    return new LabelledFeatures(rows, labels, features.classes());
  }
}
