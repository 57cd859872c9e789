package io.nasoa.zoo.predictor;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows of one gradient step, standardised.
 *
 * <p>Group g holds the rows g * groupSize to (g + 1) * groupSize - 1, all of one task.
 */
final class Batch {
  private final float[][] inputs;
  private final float[] targets;
  private final float[] weights;
  private final int groupSize;

  Batch(List<Example> rows, int groupSize, Encoding encoding) {
    this.groupSize = groupSize;
    targets = new float[rows.size()];
    weights = new float[rows.size()];
    inputs = new float[encoding.inputs()][rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      Example row = rows.get(i);
      targets[i] = (float) encoding.target(row.target());
      weights[i] = (float) row.weight();
      encoding.encode(row.features(), inputs, i);
    }
  }

  /**
   * Adds noise to the standardised features: the sum of two uniform numbers, whose deviation is as
   * given.
   */
  Batch addNoise(double deviation, int features, SplittableRandom random) {
    double bound = deviation * Math.sqrt(1.5);
    for (int i = 0; deviation > 0 && i < features; i++) {
      for (int row = 0; row < targets.length; row++) {
        inputs[i][row] += (float) (bound * (random.nextDouble() + random.nextDouble() - 1) * 2);
      }
    }
    return this;
  }

  int rows() {
    return targets.length;
  }

  /** {@code [input][row]}. */
  float[][] inputs() {
    return inputs;
  }

  float[] targets() {
    return targets;
  }

  float[] weights() {
    return weights;
  }

  /** The first row of a row's group. */
  int groupStart(int row) {
    return row - row % groupSize;
  }
}
