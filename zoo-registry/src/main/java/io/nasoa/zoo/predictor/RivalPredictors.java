package io.nasoa.zoo.predictor;

import java.util.List;

/**
 * Predictors that another module brings to comparisons; found by {@link java.util.ServiceLoader},
 * so that a distribution may leave them out.
 */
public interface RivalPredictors {
  List<PredictorFactory> factories();
}
