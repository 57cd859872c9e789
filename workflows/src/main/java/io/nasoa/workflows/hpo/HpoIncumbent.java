package io.nasoa.workflows.hpo;

import io.nasoa.zoo.regime.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * The best configuration so far: the highest accuracy on SELECT at the largest budget at which any
 * evaluation has succeeded, of equal ones the earliest.
 *
 * @param evaluation number of the evaluation that found it
 * @param trial number of the configuration
 * @param budget reference seconds of that evaluation
 * @param spentSeconds what this and all earlier evaluations cost
 * @param selectAccuracy 0 to 1
 * @param testAccuracy by the report step, which chooses nothing; null before it and when it failed
 * @param configuration the configuration
 */
public record HpoIncumbent(
    int evaluation,
    int trial,
    double budget,
    double spentSeconds,
    double selectAccuracy,
    @Nullable Double testAccuracy,
    Configuration configuration) {}
