package io.nasoa.zoo.experience;

/**
 * How a model is fine-tuned (the paper's training regime).
 *
 * @param learningRate peak learning rate of SGD, positive
 * @param frozenStages 0 = nothing frozen, 1 = the stem, 1+i = the stem and the first i stages
 * @param steps optimiser steps, at least 1
 * @param batchSize images a step, at least 1
 * @param momentum SGD momentum in [0, 1)
 * @param weightDecay L2 factor on convolution and linear weights, not on BatchNorm and biases
 * @param labelSmoothing in [0, 1)
 * @param warmUpShare share of the steps with linearly rising learning rate, in [0, 1)
 * @param crop whether training images are shifted randomly by up to an eighth of their side
 * @param flip whether training images are mirrored horizontally at random
 */
public record Regime(
    double learningRate,
    int frozenStages,
    int steps,
    int batchSize,
    double momentum,
    double weightDecay,
    double labelSmoothing,
    double warmUpShare,
    boolean crop,
    boolean flip) {

  public Regime {
    require(learningRate > 0 && Double.isFinite(learningRate), "learningRate", learningRate, "> 0");
    require(frozenStages >= 0, "frozenStages", frozenStages, ">= 0");
    require(steps >= 1, "steps", steps, ">= 1");
    require(batchSize >= 1, "batchSize", batchSize, ">= 1");
    require(momentum >= 0 && momentum < 1, "momentum", momentum, "in [0, 1)");
    require(weightDecay >= 0 && Double.isFinite(weightDecay), "weightDecay", weightDecay, ">= 0");
    require(
        labelSmoothing >= 0 && labelSmoothing < 1, "labelSmoothing", labelSmoothing, "in [0, 1)");
    require(warmUpShare >= 0 && warmUpShare < 1, "warmUpShare", warmUpShare, "in [0, 1)");
  }

  private static void require(boolean holds, String field, Object value, String range) {
    if (!holds) {
      throw new IllegalArgumentException(
          "regime field %s must be %s, was %s".formatted(field, range, value));
    }
  }

  /** The same regime with another number of steps. */
  public Regime withSteps(int newSteps) {
    return new Regime(
        learningRate,
        frozenStages,
        newSteps,
        batchSize,
        momentum,
        weightDecay,
        labelSmoothing,
        warmUpShare,
        crop,
        flip);
  }
}
