/**
 * Compares predictors on tables of past runs: models left out in folds, and test-then-train over
 * many orders.
 */
@NullMarked
package io.nasoa.zoo.predictor.evaluation;

import org.jspecify.annotations.NullMarked;
