package io.nasoa.zoo.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestClassMeanTest {

  @ParameterizedTest
  @CsvSource({"30, 4, 3, 0.3, 1", "50, 6, 5, 0.7, 2", "9, 2, 4, 0.5, 3", "40, 3, 20, 1, 4"})
  void accuracy_isThatOfLeavingEachImageOut(
      int images, int dimension, int classes, double apart, long seed) {
    LabelledFeatures features = FeatureSamples.clusters(images, dimension, classes, apart, seed);
    int right = 0;
    int asked = 0;
    for (int left = 0; left < images; left++) {
      if (features.count(features.label(left)) > 1) {
        asked++;
        right += nearest(features, left) == features.label(left) ? 1 : 0;
      }
    }
    assertThat(NearestClassMean.accuracy(features).orElseThrow())
        .isCloseTo((double) right / asked, within(1e-12))
        .isBetween(0.01, 0.99);
  }

  private static int nearest(LabelledFeatures features, int left) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int label = 0; label < features.classes(); label++) {
      double[] mean = new double[features.dimension()];
      int count = 0;
      for (int i = 0; i < features.size(); i++) {
        if (i != left && features.label(i) == label) {
          count++;
          for (int j = 0; j < mean.length; j++) {
            mean[j] += features.row(i)[j];
          }
        }
      }
      double distance = 0;
      for (int j = 0; j < mean.length; j++) {
        distance += Math.pow(features.row(left)[j] - mean[j] / count, 2);
      }
      if (count > 0 && distance < least) {
        least = distance;
        best = label;
      }
    }
    return best;
  }

  @Test
  void accuracy_farApart_isPerfect() {
    LabelledFeatures features = FeatureSamples.clusters(60, 8, 6, 50, 5);
    assertThat(NearestClassMean.accuracy(features)).hasValue(1);
  }

  @Test
  void accuracy_equalFeatures_isChance() {
    int[] labels = {0, 1, 2, 3, 0, 1, 2, 3};
    LabelledFeatures features = new LabelledFeatures(new float[8][3], labels, 4);
    assertThat(NearestClassMean.accuracy(features)).hasValue(0.25);
  }

  @Test
  void accuracy_oneImageAClass_isMissing() {
    LabelledFeatures features = FeatureSamples.clusters(5, 3, 5, 1, 6);
    assertThat(NearestClassMean.accuracy(features)).isEmpty();
  }
}
