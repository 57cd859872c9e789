package io.nasoa.worker.report;

import io.nasoa.zoo.comparison.ComparedModel;

/**
 * A model of a comparison with what is told of it beside.
 *
 * @param model what is compared; its step time is a ratio to the reference network's
 * @param architecture its string
 * @param resolution side of its input in pixels
 * @param parameters parameters with its head
 * @param macs multiply-accumulates of one image
 * @param stepMilliseconds time of one training step
 */
public record ComparedNetwork(
    ComparedModel model,
    String architecture,
    int resolution,
    long parameters,
    long macs,
    double stepMilliseconds) {}
