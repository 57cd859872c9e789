package io.nasoa.zoo.predictor;

/**
 * The loss of one head on a batch, and its derivatives: Huber's on each row, weighted by how much
 * the row can be trusted, and a pairwise logistic one on the order of the rows that were drawn
 * together (RankNet, Burges et al. 2005). The probability that a row is above another is taken from
 * the distance of their targets, so that ranking does not stretch the predictions.
 */
final class HeadLoss {
  private static final float HUBER = 1;

  private final Batch batch;
  private final double rankWeight;
  private final double weightSum;
  private final int pairs;

  HeadLoss(Batch batch, double rankWeight) {
    this.batch = batch;
    this.rankWeight = rankWeight;
    double weights = 0;
    for (float weight : batch.weights()) {
      weights += weight;
    }
    weightSum = weights;
    int count = 0;
    for (int i = 0; i < batch.rows(); i++) {
      count += i - batch.groupStart(i);
    }
    pairs = count;
  }

  /** The loss itself, in double precision. */
  double value(float[] outputs) {
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      double error = Math.abs((double) outputs[i] - batch.targets()[i]);
      double loss = error <= HUBER ? error * error / 2 : HUBER * (error - HUBER / 2);
      sum += batch.weights()[i] * loss / weightSum;
    }
    if (rankWeight > 0 && pairs > 0) {
      for (int i = 0; i < outputs.length; i++) {
        for (int j = batch.groupStart(i); j < i; j++) {
          double gap = (double) outputs[i] - outputs[j];
          double above = probability(batch.targets()[i] - batch.targets()[j]);
          sum += rankWeight / pairs * (StrictMath.log1p(StrictMath.exp(gap)) - above * gap);
        }
      }
    }
    return sum;
  }

  /** The derivative of the loss by the output of each row. */
  float[] slopes(float[] outputs) {
    float[] slopes = new float[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      float error = outputs[i] - batch.targets()[i];
      float bounded = Math.max(-HUBER, Math.min(HUBER, error));
      slopes[i] = (float) (batch.weights()[i] / weightSum) * bounded;
    }
    if (rankWeight > 0 && pairs > 0) {
      for (int i = 0; i < outputs.length; i++) {
        for (int j = batch.groupStart(i); j < i; j++) {
          float slope = pairSlope(outputs, i, j);
          slopes[i] += slope;
          slopes[j] -= slope;
        }
      }
    }
    return slopes;
  }

  private float pairSlope(float[] outputs, int i, int j) {
    double predicted = probability(outputs[i] - outputs[j]);
    double above = probability(batch.targets()[i] - batch.targets()[j]);
    return (float) (rankWeight / pairs * (predicted - above));
  }

  private static double probability(double gap) {
    return 1 / (1 + StrictMath.exp(-gap));
  }
}
