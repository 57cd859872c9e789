package io.nasoa.baselines.comparison;

/**
 * One thing that a comparison runs.
 *
 * @param number its place in the order of the comparison, from 0; not every number is one
 * @param task number of the task
 * @param arm what is run
 * @param limit reference seconds of a plan, and of a search's evaluation at the full budget
 * @param seed number of the seed, from 0
 */
public record ComparisonCell(int number, int task, Arm arm, double limit, int seed) {}
