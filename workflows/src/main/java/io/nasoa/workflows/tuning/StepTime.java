package io.nasoa.workflows.tuning;

/**
 * How long one optimiser step of a model takes somewhere.
 *
 * @param model name of the zoo entry
 * @param resolution side of the square input in pixels
 * @param batchSize images a step
 * @param frozenStages as {@link io.nasoa.zoo.experience.Regime#frozenStages()}
 * @param device where it was measured
 * @param threads native threads
 * @param seconds seconds a step
 */
public record StepTime(
    String model,
    int resolution,
    int batchSize,
    int frozenStages,
    String device,
    int threads,
    double seconds) {}
