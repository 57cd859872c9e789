package io.nasoa.zoo.planning;

import io.nasoa.zoo.regime.Configuration;

/**
 * A configuration that fits into the limit and the memory.
 *
 * @param configuration model and regime
 * @param steps optimiser steps that its share of the limit leaves
 * @param epochs how often each image is seen
 * @param expectedStepSeconds a step, not corrected by experience
 * @param likelySeconds the whole run, as likely shorter as longer
 * @param safeSeconds the whole run, at the quantile that is planned with
 * @param bytes memory that it needs
 */
public record PlanCandidate(
    Configuration configuration,
    int steps,
    double epochs,
    double expectedStepSeconds,
    double likelySeconds,
    double safeSeconds,
    double bytes) {}
