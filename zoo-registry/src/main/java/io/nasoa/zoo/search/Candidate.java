package io.nasoa.zoo.search;

/**
 * One evaluation that a search asks for.
 *
 * @param trial number of the trial
 * @param evaluation 0 for the trial's first evaluation, then 1, 2, ...: gives the seed of its
 *     training
 * @param genotype as the space prints it
 */
public record Candidate(int trial, int evaluation, String genotype) {}
