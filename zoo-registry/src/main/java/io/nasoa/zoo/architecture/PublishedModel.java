package io.nasoa.zoo.architecture;

/**
 * One of the models that were published with the ET-NAS search space.
 *
 * @param name as published, {@code ET-NAS-A} to {@code ET-NAS-L}
 * @param architecture its architecture
 * @param top1 published ImageNet top-1 accuracy in percent
 * @param inferenceMillis published inference time of a batch of 64 on a V100, in milliseconds
 * @param trainingStepMillis published time of a training step, same batch and device, milliseconds
 */
public record PublishedModel(
    String name,
    Architecture architecture,
    double top1,
    double inferenceMillis,
    double trainingStepMillis) {}
