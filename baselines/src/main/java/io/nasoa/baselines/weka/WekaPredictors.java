package io.nasoa.baselines.weka;

import io.nasoa.zoo.predictor.PredictorFactory;
import io.nasoa.zoo.predictor.RivalPredictors;
import io.nasoa.zoo.predictor.StandardPredictors;
import java.util.List;
import java.util.function.LongFunction;
import weka.classifiers.AbstractClassifier;
import weka.classifiers.Classifier;
import weka.classifiers.functions.LinearRegression;
import weka.classifiers.functions.SGD;
import weka.classifiers.lazy.IBk;
import weka.classifiers.meta.AdditiveRegression;
import weka.classifiers.trees.M5P;
import weka.classifiers.trees.REPTree;
import weka.classifiers.trees.RandomForest;

/** Weka's regressors, each with the options of its line. */
public final class WekaPredictors implements RivalPredictors {
  @Override
  public List<PredictorFactory> factories() {
    return List.of(
        factory("LinearRegression", seed -> new LinearRegression()),
        factory("M5P", seed -> new M5P()),
        factory("RandomForest", seed -> with(new RandomForest(), "-S", seed(seed))),
        factory("AdditiveRegression", WekaPredictors::boostedTrees),
        factory("IBk", seed -> with(new IBk(), "-K", "5")),
        factory("SGD", seed -> with(new SGD(), "-F", "2", "-S", seed(seed))));
  }

  private static PredictorFactory factory(String name, LongFunction<Classifier> create) {
    return StandardPredictors.factory(
        name,
        (schema, seed) -> {
          WekaSwitches.set();
          return new WekaPredictor(schema, () -> create.apply(seed));
        });
  }

  /** 200 trees of depth 4 with shrinkage 0.1. */
  private static Classifier boostedTrees(long seed) {
    REPTree tree = with(new REPTree(), "-L", "4", "-S", seed(seed));
    AdditiveRegression boosted = with(new AdditiveRegression(), "-S", "0.1", "-I", "200");
    boosted.setClassifier(tree);
    return boosted;
  }

  private static String seed(long seed) {
    return Integer.toString((int) (seed & Integer.MAX_VALUE));
  }

  private static <C extends AbstractClassifier> C with(C classifier, String... options) {
    try {
      classifier.setOptions(options);
      return classifier;
    } catch (Exception e) {
      throw new IllegalStateException("Weka refuses options: " + e.getMessage(), e);
    }
  }
}
