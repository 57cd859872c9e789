package io.nasoa.zoo.predictor;

/** Makes one kind of predictor. */
public interface PredictorFactory {
  /** The name in tables, e.g. {@code adaptive}. */
  String name();

  /** A predictor that has learned nothing; equal seeds give equal predictors. */
  PerformancePredictor create(FeatureSchema schema, long seed);
}
