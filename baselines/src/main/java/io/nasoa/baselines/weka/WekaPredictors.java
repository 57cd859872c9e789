package io.nasoa.baselines.weka;

import io.nasoa.zoo.predictor.PredictorFactory;
import io.nasoa.zoo.predictor.RivalPredictors;
import io.nasoa.zoo.predictor.StandardPredictors;
import java.util.List;
import java.util.function.LongFunction;
import weka.classifiers.Classifier;
import weka.classifiers.functions.LinearRegression;
import weka.classifiers.functions.SGD;
import weka.classifiers.lazy.IBk;
import weka.classifiers.meta.AdditiveRegression;
import weka.classifiers.trees.M5P;
import weka.classifiers.trees.REPTree;
import weka.classifiers.trees.RandomForest;
import weka.core.SelectedTag;

/** Weka's regressors, with Weka's defaults but for what is set here. */
public final class WekaPredictors implements RivalPredictors {
  private static final int NEIGHBOURS = 5;

  @Override
  public List<PredictorFactory> factories() {
    return List.of(
        factory("LinearRegression", seed -> new LinearRegression()),
        factory("M5P", seed -> new M5P()),
        factory("RandomForest", WekaPredictors::forest),
        factory("AdditiveRegression", WekaPredictors::boostedTrees),
        factory("IBk", seed -> new IBk(NEIGHBOURS)),
        factory("SGD", WekaPredictors::squaredLoss));
  }

  private static PredictorFactory factory(String name, LongFunction<Classifier> create) {
    return StandardPredictors.factory(
        name,
        (schema, seed) -> {
          WekaSwitches.set();
          return new WekaPredictor(schema, () -> create.apply(seed));
        });
  }

  // Set one by one: options as texts let Weka look for classes on the class path's own entries,
  // where those that a jar's manifest names are not found.

  /** 100 trees, Weka's default. */
  private static Classifier forest(long seed) {
    RandomForest forest = new RandomForest();
    forest.setSeed(seed(seed));
    return forest;
  }

  /** 200 trees of depth 4 with shrinkage 0.1. */
  private static Classifier boostedTrees(long seed) {
    REPTree tree = new REPTree();
    tree.setMaxDepth(4);
    tree.setSeed(seed(seed));
    AdditiveRegression boosted = new AdditiveRegression(tree);
    boosted.setShrinkage(0.1);
    boosted.setNumIterations(200);
    return boosted;
  }

  /** Linear, by stochastic gradient descent on squared errors. */
  private static Classifier squaredLoss(long seed) {
    SGD descent = new SGD();
    descent.setLossFunction(new SelectedTag(SGD.SQUAREDLOSS, SGD.TAGS_SELECTION));
    descent.setSeed(seed(seed));
    return descent;
  }

  private static int seed(long seed) {
    return (int) (seed & Integer.MAX_VALUE);
  }
}
