package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.space.Point;

/**
 * What is to be evaluated.
 *
 * @param number its place in the order of the evaluations, from 0; by it the outcome is told
 * @param trial number of the configuration, from 0; the same one comes again with more budget
 * @param bracket as in {@link Trial}
 * @param level its rung's budget, 0 for the least
 * @param budget what may be spent on it, in the unit of the settings
 * @param earlierBudget the largest budget at which the configuration has been evaluated; 0 for
 *     none. Who can continue a training needs only the difference
 * @param modelBased as in {@link Trial}
 * @param point the configuration
 */
public record Evaluation(
    int number,
    int trial,
    int bracket,
    int level,
    double budget,
    double earlierBudget,
    boolean modelBased,
    Point point) {}
