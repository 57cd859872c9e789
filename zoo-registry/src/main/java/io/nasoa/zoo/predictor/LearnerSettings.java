package io.nasoa.zoo.predictor;

/**
 * How the network of learned depth learns.
 *
 * @param depth hidden layers, 1 to 64
 * @param width units of a hidden layer, at least 1
 * @param adaptive whether all heads count and their weights are learned; otherwise only the last
 *     head counts: a plain network of this depth
 * @param learningRate of Adam, positive
 * @param weightDecay share of a weight that one update at this rate takes away, per learning rate
 * @param beta what a head's weight is multiplied by for a loss of 1, in (0, 1)
 * @param floor sum of the least weights of all heads, in [0, 1)
 * @param updates gradient steps for one experience, at least 1
 * @param groups groups of rows in a batch, at least 1; rows are ranked within their group
 * @param groupSize rows of one task that are drawn together, at least 1
 * @param rankWeight weight of the pairwise rank loss, at least 0
 * @param inputNoise standard deviation of the noise that is added to the standardised features of a
 *     batch, at least 0: it keeps deep heads from learning models by heart
 * @param ownCapacity own experiences kept for replay, at least 1
 */
public record LearnerSettings(
    int depth,
    int width,
    boolean adaptive,
    double learningRate,
    double weightDecay,
    double beta,
    double floor,
    int updates,
    int groups,
    int groupSize,
    double rankWeight,
    double inputNoise,
    int ownCapacity) {

  /** What a new predictor starts with. */
  public static final LearnerSettings DEFAULT =
      new LearnerSettings(14, 32, true, 0.003, 0.1, 0.9, 0.2, 2, 8, 4, 0.3, 0.1, 4096);

  public LearnerSettings {
    require(depth >= 1 && depth <= 64, "depth", depth, "1 to 64");
    require(width >= 1, "width", width, "at least 1");
    require(learningRate > 0 && learningRate <= 1, "learningRate", learningRate, "in (0, 1]");
    require(weightDecay >= 0 && weightDecay <= 1, "weightDecay", weightDecay, "in [0, 1]");
    require(beta > 0 && beta < 1, "beta", beta, "in (0, 1)");
    require(floor >= 0 && floor < 1, "floor", floor, "in [0, 1)");
    require(updates >= 1, "updates", updates, "at least 1");
    require(groups >= 1, "groups", groups, "at least 1");
    require(groupSize >= 1, "groupSize", groupSize, "at least 1");
    require(rankWeight >= 0 && Double.isFinite(rankWeight), "rankWeight", rankWeight, "at least 0");
    require(inputNoise >= 0 && Double.isFinite(inputNoise), "inputNoise", inputNoise, "at least 0");
    require(ownCapacity >= 1, "ownCapacity", ownCapacity, "at least 1");
  }

  private static void require(boolean holds, String field, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "learner setting %s must be %s, was %s".formatted(field, range, value));
    }
  }

  /** A plain network of that many hidden layers, otherwise learning like this one. */
  public LearnerSettings withFixedDepth(int layers) {
    return new LearnerSettings(
        layers,
        width,
        false,
        learningRate,
        weightDecay,
        beta,
        floor,
        updates,
        groups,
        groupSize,
        rankWeight,
        inputNoise,
        ownCapacity);
  }

  /** Another rate and decay, otherwise the same. */
  public LearnerSettings withRate(double rate, double decay) {
    return new LearnerSettings(
        depth,
        width,
        adaptive,
        rate,
        decay,
        beta,
        floor,
        updates,
        groups,
        groupSize,
        rankWeight,
        inputNoise,
        ownCapacity);
  }

  /** Rows of a batch. */
  int batch() {
    return groups * groupSize;
  }
}
