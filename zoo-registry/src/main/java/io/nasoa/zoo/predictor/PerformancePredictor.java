package io.nasoa.zoo.predictor;

import java.util.List;

/**
 * Predicts a real-valued outcome from features and learns from what happened. For use by one
 * thread.
 */
public interface PerformancePredictor {
  /**
   * The outcomes of candidates, in their order; finite whatever the features are. Learns nothing.
   */
  double[] predict(FeatureMatrix candidates);

  /**
   * Learns from the examples in their order. How it is cut into calls may matter to models that are
   * fitted anew to all that they have seen, which they do at the end of a call at most.
   */
  void learn(List<Example> examples);
}
