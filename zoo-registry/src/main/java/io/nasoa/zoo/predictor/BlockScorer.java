package io.nasoa.zoo.predictor;

import java.util.stream.IntStream;

/**
 * Scores many candidates at once, block after block, the blocks side by side on the common pool.
 * Each candidate's sums have a fixed order, so that neither the number of threads nor a candidate's
 * neighbours change its score.
 */
final class BlockScorer {
  /** Rows of a block: long enough for vector loops, short enough for the nearest caches. */
  private static final int BLOCK = 256;

  /** Blocks that one thread scores with the same buffers. */
  private static final int STRETCH = 8;

  private final HedgeNetwork network;
  private final NetworkShape shape;
  private final float[] parameters;
  private final double[] weights;
  private final Encoding encoding;

  BlockScorer(
      HedgeNetwork network,
      NetworkShape shape,
      float[] parameters,
      double[] weights,
      Encoding encoding) {
    this.network = network;
    this.shape = shape;
    this.parameters = parameters;
    this.weights = weights;
    this.encoding = encoding;
  }

  double[] score(FeatureMatrix candidates) {
    double[] scores = new double[candidates.rows()];
    int rows = BLOCK * STRETCH;
    int stretches = (scores.length + rows - 1) / rows;
    IntStream range = IntStream.range(0, stretches);
    (stretches > 1 ? range.parallel() : range)
        .forEach(stretch -> score(candidates, stretch * rows, scores));
    return scores;
  }

  private void score(FeatureMatrix candidates, int from, double[] scores) {
    float[][] input = new float[encoding.inputs()][BLOCK];
    float[][][] scratch = new float[2][shape.width()][BLOCK];
    float[] out = new float[BLOCK];
    int to = Math.min(from + BLOCK * STRETCH, scores.length);
    for (int first = from; first < to; first += BLOCK) {
      int count = Math.min(BLOCK, to - first);
      encoding.encode(candidates, first, count, input);
      network.score(parameters, weights, input, scratch, out);
      for (int r = 0; r < count; r++) {
        scores[first + r] = encoding.outcome(out[r]);
      }
    }
  }
}
