package io.nasoa.zoo.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogMeTest {

  @ParameterizedTest
  @CsvSource({"8, 2, 2, 1", "12, 3, 3, 2", "20, 4, 2, 3", "15, 1, 3, 4"})
  void score_tinyCases_isTheLargestEvidenceThereIs(
      int images, int features, int classes, long seed) {
    LabelledFeatures sample = FeatureSamples.clusters(images, features, classes, 1, seed);
    assertThat(score(sample)).isCloseTo(bruteForce(sample), within(1e-4));
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 8, 9, 12})
  void score_moreFeaturesThanImages_isTheLargestEvidenceToo(long seed) {
    LabelledFeatures wide = mixed(FeatureSamples.clusters(9, 3, 3, 4, seed), 14);
    assertThat(score(wide)).isCloseTo(bruteForce(wide), within(1e-3));
  }

  /** Where a class has nothing to do with the features, the guard stops short of no weights. */
  @Test
  void score_anyFewImages_isNeverAboveTheLargestEvidence() {
    int largest = 0;
    for (long seed = 0; seed < 30; seed++) {
      LabelledFeatures sample = FeatureSamples.clusters(9, 3, 3, 1, seed);
      double best = bruteForce(sample);
      assertThat(score(sample)).isBetween(best - 0.05, best + 1e-9);
      largest += score(sample) > best - 1e-3 ? 1 : 0;
    }
    assertThat(largest).isGreaterThan(20);
  }

  /** Random mixtures of the features: more columns, but no more directions. */
  private static LabelledFeatures mixed(LabelledFeatures features, int columns) {
    Random random = new Random(5);
    float[][] mixing = new float[features.dimension()][columns];
    for (float[] row : mixing) {
      for (int j = 0; j < columns; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return FeatureSamples.changed(
        features,
        row -> {
          float[] mixed = new float[columns];
          for (int j = 0; j < columns; j++) {
            for (int k = 0; k < row.length; k++) {
              mixed[j] += row[k] * mixing[k][j];
            }
          }
          return mixed;
        });
  }

  @Test
  void score_turnedFeatures_isTheSame() {
    LabelledFeatures sample = FeatureSamples.clusters(40, 6, 4, 1, 7);
    LabelledFeatures turned =
        FeatureSamples.changed(
            sample,
            row -> {
              float sum = 0;
              for (float value : row) {
                sum += value / 3;
              }
              for (int j = 0; j < row.length; j++) {
                row[j] -= sum; // the mirror I - 2 u u' with u = (1, ..., 1) / sqrt(6)
              }
              return row;
            });
    assertThat(score(turned)).isCloseTo(score(sample), within(1e-5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 60})
  void score_deadFeatures_changeNothing(int dead) {
    LabelledFeatures sample = FeatureSamples.clusters(40, 6, 4, 1, 8);
    LabelledFeatures more =
        FeatureSamples.changed(sample, row -> Arrays.copyOf(row, row.length + dead));
    assertThat(score(more)).isCloseTo(score(sample), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 3, 1e5})
  void score_scaledFeatures_isTheSame(double factor) {
    LabelledFeatures sample = FeatureSamples.clusters(60, 6, 4, 1, 9);
    LabelledFeatures scaled =
        FeatureSamples.changed(
            sample,
            row -> {
              for (int j = 0; j < row.length; j++) {
                row[j] *= (float) factor;
              }
              return row;
            });
    assertThat(score(scaled)).isCloseTo(score(sample), within(1e-6));
  }

  @Test
  void score_classWithoutAnImage_isNotCounted() {
    LabelledFeatures sample = FeatureSamples.clusters(30, 4, 3, 1, 10);
    float[][] rows = new float[30][];
    int[] labels = new int[30];
    for (int i = 0; i < 30; i++) {
      rows[i] = sample.row(i);
      labels[i] = 2 * sample.label(i) + 1;
    }
    assertThat(score(new LabelledFeatures(rows, labels, 8)))
        .isCloseTo(score(sample), within(1e-12));
  }

  @Test
  void score_growsWithHowFarTheClassesAreApart() {
    double[] scores =
        Arrays.stream(new double[] {0, 0.5, 2, 10})
            .map(apart -> score(FeatureSamples.clusters(200, 12, 4, apart, 11)))
            .toArray();
    assertThat(scores).isSorted();
    assertThat(scores[3] - scores[0]).isGreaterThan(0.3);
  }

  @Test
  void score_ofNothing_isMissingOrFinite() {
    float[][] rows = new float[6][3];
    assertThat(LogMe.score(new LabelledFeatures(rows, new int[6], 2))).isEmpty();
    assertThat(LogMe.score(new LabelledFeatures(rows, new int[] {0, 1, 0, 1, 0, 1}, 2)))
        .isPresent();
  }

  /** Features that explain every label exactly: the guard keeps the evidence finite. */
  @Test
  void score_perfectFeatures_isFinite() {
    float[][] rows = new float[20][2];
    int[] labels = new int[20];
    for (int i = 0; i < 20; i++) {
      labels[i] = i % 2;
      rows[i][i % 2] = 1;
    }
    assertThat(score(new LabelledFeatures(rows, labels, 2))).isGreaterThan(1);
  }

  private static double score(LabelledFeatures features) {
    return LogMe.score(features).orElseThrow();
  }

  /** Mean over the classes of the largest log density that any alpha and beta give the labels. */
  private static double bruteForce(LabelledFeatures features) {
    double sum = 0;
    for (int label = 0; label < features.classes(); label++) {
      sum += largest(features, label);
    }
    return sum / features.classes() / features.size();
  }

  private static double largest(LabelledFeatures features, int label) {
    double best = Double.NEGATIVE_INFINITY;
    double logAlpha = 0;
    double logBeta = 0;
    for (double a = -8; a <= 12; a += 0.5) {
      for (double b = -4; b <= 10; b += 0.5) {
        double value = logDensity(features, label, Math.exp(a), Math.exp(b));
        if (value > best) {
          best = value;
          logAlpha = a;
          logBeta = b;
        }
      }
    }
    double[][] ways = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}};
    for (double step = 0.25; step > 1e-5; step /= 2) {
      for (boolean better = true; better; ) {
        better = false;
        for (double[] way : ways) {
          double a = logAlpha + step * way[0];
          double b = logBeta + step * way[1];
          double value = logDensity(features, label, Math.exp(a), Math.exp(b));
          if (value > best) {
            best = value;
            logAlpha = a;
            logBeta = b;
            better = true;
          }
        }
      }
    }
    return best;
  }

  /** Of y under the normal distribution with covariance F F' / alpha + I / beta, by Cholesky. */
  private static double logDensity(
      LabelledFeatures features, int label, double alpha, double beta) {
    int n = features.size();
    double[][] factor = new double[n][n];
    double[] solved = new double[n];
    double result = -0.5 * n * Math.log(2 * Math.PI);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double value = i == j ? 1 / beta : 0;
        for (int k = 0; k < features.dimension(); k++) {
          value += (double) features.row(i)[k] * features.row(j)[k] / alpha;
        }
        for (int k = 0; k < j; k++) {
          value -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(value) : value / factor[j][j];
      }
      double rest = features.label(i) == label ? 1 : 0;
      for (int k = 0; k < i; k++) {
        rest -= factor[i][k] * solved[k];
      }
      solved[i] = rest / factor[i][i];
      result -= Math.log(factor[i][i]) + solved[i] * solved[i] / 2;
    }
    return result;
  }
}
