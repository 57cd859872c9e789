package io.nasoa.zoo.experience;

import io.nasoa.zoo.architecture.Stem;

/**
 * What the time of one training step depends on. The number of classes is not among it: the head is
 * one small product beside the convolutions.
 *
 * @param architecture the architecture string
 * @param stem how the stem reduces the input
 * @param resolution side of the square input in pixels, at least 1
 * @param frozenStages as in {@link Regime}
 * @param batchSize images a step, at least 1
 * @param device {@code cpu} or {@code cuda:<name>}: the kind of device, as the caller tells kinds
 *     apart
 * @param threads threads of one training, at least 1
 */
public record StepTimeKey(
    String architecture,
    Stem stem,
    int resolution,
    int frozenStages,
    int batchSize,
    String device,
    int threads) {}
