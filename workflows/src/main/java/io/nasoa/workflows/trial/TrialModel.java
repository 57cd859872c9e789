package io.nasoa.workflows.trial;

import io.nasoa.zoo.architecture.Stem;

/**
 * The model that a trial starts from.
 *
 * @param name of the zoo entry
 * @param architecture its string
 * @param stem its stem
 * @param resolution side of its input in pixels
 * @param weights path of its weights, relative to the artifact root
 * @param weightsSha256 their hash
 */
public record TrialModel(
    String name,
    String architecture,
    Stem stem,
    int resolution,
    String weights,
    String weightsSha256) {}
