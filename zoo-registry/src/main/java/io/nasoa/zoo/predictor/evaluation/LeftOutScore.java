package io.nasoa.zoo.predictor.evaluation;

import java.util.Map;

/**
 * How well models were predicted that had been left out.
 *
 * @param meanAbsoluteError over all rows
 * @param meanSquaredError over all rows
 * @param rankCorrelation Spearman's, for each task; NaN when all predictions are equal
 */
public record LeftOutScore(
    double meanAbsoluteError, double meanSquaredError, Map<String, Double> rankCorrelation) {}
