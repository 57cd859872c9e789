package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.space.Point;

/**
 * The best configuration so far.
 *
 * @param evaluation number of the evaluation that found it
 * @param trial number of the configuration
 * @param level that evaluation's rung, 0 for the least budget
 * @param loss what it gave
 * @param point the configuration
 */
public record Incumbent(int evaluation, int trial, int level, double loss, Point point) {}
