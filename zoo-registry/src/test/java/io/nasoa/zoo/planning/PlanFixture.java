package io.nasoa.zoo.planning;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.cost.StepTimes.KnownModel;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.FeatureMatrix;
import io.nasoa.zoo.predictor.FeatureSchema;
import io.nasoa.zoo.predictor.PerformancePredictor;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import io.nasoa.zoo.rivals.Networks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/** Three models with known step times, and predictors that say what a test wants. */
final class PlanFixture {
  static final List<PlannedModel> MODELS =
      List.of(
          model("small", "2-_8_2-2", 0.2),
          model("middle", "2-_16_21-11-112-1121112", 0.3),
          model("large", "020-_16_11-21-21-21", 0.4));

  static final RegimeSpace SPACE =
      new RegimeSpace(
          RegimeAxes.VERSION_1,
          MODELS.stream()
              .map(model -> new SpaceModel(model.name(), 0, model.cost().freezableStages()))
              .toList());

  static final StepTimes STEP_TIMES =
      new StepTimes(
          List.of(measured("small", 0.005), measured("middle", 0.02), measured("large", 0.05)),
          MODELS.stream()
              .map(m -> new KnownModel(m.architecture(), m.stem(), m.resolution(), m.cost()))
              .toList());

  static final Configuration PORTFOLIO =
      new Configuration("middle", 0.02, 1, 1, 32, 5e-4, true, true, 0.1);

  static final FeatureSchema SCHEMA = CandidateFeatures.schema(List.of("similarity"));

  private PlanFixture() {}

  private static PlannedModel model(String name, String architecture, double accuracy) {
    ModelCost cost = ModelCost.of(Networks.parse(architecture).toGraph(10, Stem.STANDARD), 64);
    return new PlannedModel(
        name, architecture, Stem.STANDARD, 64, cost, accuracy, Double.NaN, Double.NaN);
  }

  private static StepTimeMeasurement measured(String name, double seconds) {
    String architecture =
        MODELS.stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow().architecture();
    StepTimeKey key = new StepTimeKey(architecture, Stem.STANDARD, 64, 0, 32, "cpu", 1);
    return new StepTimeMeasurement(key, seconds, 3, Instant.EPOCH);
  }

  static PlanningTask task(double limit) {
    return task(limit, 2000, 4e9);
  }

  static PlanningTask task(double limit, int images, double memory) {
    return new PlanningTask("set", 10, images, 500, List.of(0.5), "cpu", 1, limit, 0.3, memory, 10);
  }

  /** What nobody has taught anything, with predictors that say this. */
  static PlanningKnowledge knowledge(
      PerformancePredictor predictor,
      PolicyState policies,
      long tasks,
      @Nullable Configuration portfolio) {
    return new PlanningKnowledge(
        STEP_TIMES,
        new StepTimeCorrection(),
        predictor,
        predictor,
        policies,
        tasks,
        portfolio,
        null);
  }

  /** Predicts by a formula over the features, named as in the schema. */
  static PerformancePredictor scripted(ToDoubleBiFunction<FeatureMatrix, Integer> formula) {
    return new PerformancePredictor() {
      @Override
      public double[] predict(FeatureMatrix candidates) {
        double[] outcomes = new double[candidates.rows()];
        for (int row = 0; row < outcomes.length; row++) {
          outcomes[row] = formula.applyAsDouble(candidates, row);
        }
        return outcomes;
      }

      @Override
      public void learn(List<Example> examples) {
        throw new UnsupportedOperationException("a plan teaches nothing");
      }
    };
  }

  static double feature(FeatureMatrix matrix, int row, String name) {
    return matrix.get(row, SCHEMA.names().indexOf(name));
  }

  /** A model's source accuracy is its outcome, with a bonus for one that is frozen a lot. */
  static PerformancePredictor likesLargeOnes() {
    return scripted(
        (matrix, row) ->
            5 * feature(matrix, row, "sourceAccuracy")
                - feature(matrix, row, "trainableShare")
                + 0.01 * feature(matrix, row, "logSteps"));
  }

  /** Policies whose every error on six data sets was this. */
  static PolicyState erring(double error) {
    PolicyState state = PolicyState.start();
    for (int i = 0; i < 6; i++) {
      state =
          state.learn(
              new PolicyState.Lesson(
                  "d" + i,
                  error,
                  0,
                  Map.of(Policy.PORTFOLIO_OF_ONE, 0.0, Policy.ADAPTIVE, 0.5),
                  Set.of(Policy.PORTFOLIO_OF_ONE, Policy.ADAPTIVE),
                  Map.of(Policy.ADAPTIVE, error)));
    }
    return state;
  }
}
