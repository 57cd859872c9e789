package io.nasoa.zoo.profile;

import java.util.Objects;

/**
 * Features of some images under a frozen network, with the images' classes. Immutable as long as
 * nobody changes the arrays it was made of.
 */
public final class LabelledFeatures {
  private final float[][] rows;
  private final int[] labels;
  private final int[] counts;

  /**
   * @param rows one row of features an image, at least one image and one feature
   * @param labels class of each image, in [0, classes)
   * @param classes number of classes; some may have no image here
   */
  public LabelledFeatures(float[][] rows, int[] labels, int classes) {
    if (rows.length == 0 || rows.length != labels.length || rows[0].length == 0) {
      throw new IllegalArgumentException(
          "%d rows of features do not fit %d labels".formatted(rows.length, labels.length));
    }
    counts = new int[classes];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != rows[0].length) {
        throw new IllegalArgumentException(
            "row %d has %d features, the first one %d"
                .formatted(i, rows[i].length, rows[0].length));
      }
      counts[Objects.checkIndex(labels[i], classes)]++;
    }
    this.rows = rows;
    this.labels = labels;
  }

  /** Number of images. */
  public int size() {
    return rows.length;
  }

  /** Features of an image. */
  public int dimension() {
    return rows[0].length;
  }

  /** Number of classes, those without an image included. */
  public int classes() {
    return counts.length;
  }

  /** Images of a class. */
  public int count(int label) {
    return counts[label];
  }

  int label(int image) {
    return labels[image];
  }

  float[] row(int image) {
    return rows[image];
  }

  /** Whether every feature is a number; a network with broken weights gives others. */
  public boolean finite() {
    for (float[] row : rows) {
      for (float value : row) {
        if (!Float.isFinite(value)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Mean features of each class, one row a class; zeros for a class without an image. */
  public double[][] classMeans() {
    double[][] means = new double[classes()][dimension()];
    for (int i = 0; i < rows.length; i++) {
      double[] mean = means[labels[i]];
      for (int j = 0; j < mean.length; j++) {
        mean[j] += rows[i][j];
      }
    }
    for (int label = 0; label < means.length; label++) {
      for (int j = 0; j < dimension(); j++) {
        means[label][j] /= Math.max(1, counts[label]);
      }
    }
    return means;
  }
}
