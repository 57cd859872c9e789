package io.nasoa.zoo.planning;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.cost.ModelCost;

/**
 * A model that may be chosen, with what is known about it; NaN is what is not known.
 *
 * @param name of the zoo entry
 * @param architecture its string
 * @param stem its stem
 * @param resolution side of its input in pixels
 * @param cost with the task's number of classes at that resolution
 * @param sourceAccuracy on the data it was pretrained with, in [0, 1]
 * @param logMe LogME score of its frozen features on the task
 * @param nearestClassMean accuracy of the nearest class mean of its frozen features on the task
 */
public record PlannedModel(
    String name,
    String architecture,
    Stem stem,
    int resolution,
    ModelCost cost,
    double sourceAccuracy,
    double logMe,
    double nearestClassMean) {}
