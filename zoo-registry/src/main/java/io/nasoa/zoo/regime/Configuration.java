package io.nasoa.zoo.regime;

import io.nasoa.zoo.experience.Regime;

/**
 * A point of the {@link RegimeSpace}: everything about a fine-tuning that can be chosen. The steps
 * are what the limit leaves, so a configuration says only which share of them it takes.
 *
 * @param model name of the zoo entry to start from
 * @param learningRate peak learning rate
 * @param frozenStages as in {@link Regime}
 * @param limitShare share of the steps that fit into the limit, in (0, 1]
 * @param batchSize images a step
 * @param weightDecay as in {@link Regime}
 * @param crop as in {@link Regime}
 * @param flip as in {@link Regime}
 * @param labelSmoothing as in {@link Regime}
 */
public record Configuration(
    String model,
    double learningRate,
    int frozenStages,
    double limitShare,
    int batchSize,
    double weightDecay,
    boolean crop,
    boolean flip,
    double labelSmoothing) {

  /** The regime of so many steps, with what the space does not vary. */
  public Regime regime(int steps, RegimeAxes axes) {
    return new Regime(
        learningRate,
        frozenStages,
        steps,
        batchSize,
        axes.momentum(),
        weightDecay,
        labelSmoothing,
        axes.warmUpShare(),
        crop,
        flip);
  }
}
