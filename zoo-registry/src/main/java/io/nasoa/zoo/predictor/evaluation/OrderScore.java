package io.nasoa.zoo.predictor.evaluation;

/**
 * How one order of blocks went, test-then-train.
 *
 * @param meanAbsoluteError over all rows but the first block's
 * @param meanSquaredError likewise
 * @param rankCorrelation Spearman's, mean over the blocks; NaN when there is none
 * @param regret of choosing by prediction, mean over the blocks
 */
public record OrderScore(
    double meanAbsoluteError, double meanSquaredError, double rankCorrelation, double regret) {}
