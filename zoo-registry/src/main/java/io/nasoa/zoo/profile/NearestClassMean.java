package io.nasoa.zoo.profile;

import java.util.OptionalDouble;

/**
 * How many images lie nearest to the mean features of their own class (Euclidean distance).
 *
 * <p>Each image is left out of its own class's mean. A split would waste images of the small
 * samples that this is made for and would hang on a seed; leaving one out needs no second pass,
 * since without image x the mean m of n images is (n m - x) / (n - 1), whose distance to x is n /
 * (n - 1) times that of m.
 */
public final class NearestClassMean {
  private NearestClassMean() {}

  /**
   * The share of images that are classified right. An image as far from several means counts for
   * its share of them. Images that are alone in their class are not asked, since without them their
   * class has no mean.
   *
   * @return in [0, 1]; empty when no class has two images
   */
  public static OptionalDouble accuracy(LabelledFeatures features) {
    double[][] means = features.classMeans();
    double right = 0;
    int asked = 0;
    for (int i = 0; i < features.size(); i++) {
      if (features.count(features.label(i)) >= 2) {
        right += right(features, means, i);
        asked++;
      }
    }
    return asked == 0 ? OptionalDouble.empty() : OptionalDouble.of(right / asked);
  }

  private static double right(LabelledFeatures features, double[][] means, int image) {
    float[] row = features.row(image);
    int own = features.label(image);
    double n = features.count(own);
    double mine = squared(row, means[own]) * (n / (n - 1)) * (n / (n - 1));
    int asNear = 1;
    for (int label = 0; label < means.length; label++) {
      if (label != own && features.count(label) > 0) {
        double other = squared(row, means[label]);
        if (other < mine) {
          return 0;
        }
        asNear += other == mine ? 1 : 0;
      }
    }
    return 1.0 / asNear;
  }

  private static double squared(float[] row, double[] mean) {
    double sum = 0;
    for (int j = 0; j < mean.length; j++) {
      double difference = row[j] - mean[j];
      sum += difference * difference;
    }
    return sum;
  }
}
