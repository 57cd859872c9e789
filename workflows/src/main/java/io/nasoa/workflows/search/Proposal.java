package io.nasoa.workflows.search;

/**
 * An evaluation that has been asked for and not been told.
 *
 * @param number number of the evaluation in its search, from 0, in the order of asking
 * @param trial number of its trial at its level
 * @param repeat 0 for the trial's first evaluation, then 1, 2, ...
 * @param architecture what is evaluated
 * @param seed of its training
 */
public record Proposal(int number, int trial, int repeat, String architecture, long seed) {}
