package io.nasoa.zoo.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.BiFunction;

/** The predictors that are compared with each other. */
public final class StandardPredictors {
  /** Depths of the plain networks. */
  public static final List<Integer> FIXED_DEPTHS = List.of(1, 3, 6, 10, 14);

  private StandardPredictors() {}

  /**
   * The network of learned depth first, then plain networks that learn likewise, the mean, and the
   * {@link RivalPredictors} on the class path.
   */
  public static List<PredictorFactory> all() {
    LearnerSettings settings = LearnerSettings.DEFAULT;
    List<PredictorFactory> all = new ArrayList<>();
    all.add(adaptive("adaptive", settings));
    for (int depth : FIXED_DEPTHS) {
      all.add(adaptive("depth-" + depth, settings.withFixedDepth(depth)));
    }
    all.add(factory("mean", (schema, seed) -> new MeanPredictor()));
    ServiceLoader.load(RivalPredictors.class).forEach(rivals -> all.addAll(rivals.factories()));
    return all;
  }

  /** The network of learned depth, or with such settings one of fixed depth. */
  public static PredictorFactory adaptive(String name, LearnerSettings settings) {
    return factory(name, (schema, seed) -> AdaptivePredictor.create(schema, settings, seed));
  }

  /** A named way to make predictors. */
  public static PredictorFactory factory(
      String name, BiFunction<FeatureSchema, Long, PerformancePredictor> create) {
    return new PredictorFactory() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public PerformancePredictor create(FeatureSchema schema, long seed) {
        return create.apply(schema, seed);
      }
    };
  }
}
