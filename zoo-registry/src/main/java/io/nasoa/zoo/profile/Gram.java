package io.nasoa.zoo.profile;

/** Products of a feature matrix F (images by features) with itself; lower triangles. */
final class Gram {
  private Gram() {}

  /** F'F: features by features. */
  static double[][] ofFeatures(LabelledFeatures features) {
    int d = features.dimension();
    double[][] product = new double[d][d];
    for (int image = 0; image < features.size(); image++) {
      float[] row = features.row(image);
      for (int i = 0; i < d; i++) {
        double factor = row[i];
        double[] target = product[i];
        for (int j = 0; j <= i; j++) {
          target[j] += factor * row[j];
        }
      }
    }
    return product;
  }

  /** F F': images by images. */
  static double[][] ofImages(LabelledFeatures features) {
    int n = features.size();
    double[][] product = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        product[i][j] = dot(features.row(i), features.row(j));
      }
    }
    return product;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += (double) one[k] * other[k];
    }
    return sum;
  }
}
