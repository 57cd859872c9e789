package io.nasoa.zoo.planning;

import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.predictor.FeatureMatrix;
import io.nasoa.zoo.predictor.FeatureSchema;
import io.nasoa.zoo.regime.Configuration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Turns a task and a candidate into what a predictor reads: what describes the data, the model, and
 * how far and how carefully it will be moved. Logarithms are natural. Deterministic on every
 * machine.
 */
public final class CandidateFeatures {
  /** Changes whenever a number below changes its meaning. */
  private static final int VERSION = 1;

  private static final List<String> OF_TASK =
      List.of("logClasses", "logTrainImages", "logImagesPerClass", "logLimit");

  private static final List<String> OF_MODEL =
      List.of("logParameters", "logMacs", "sourceAccuracy", "logMe", "nearestClassMean");

  private static final List<String> OF_RUN =
      List.of(
          "logStepSeconds",
          "trainableShare",
          "logRatePerImage",
          "logSummedRate",
          "logEpochs",
          "logSteps",
          "logWeightDecay",
          "crop",
          "flip",
          "labelSmoothing");

  private CandidateFeatures() {}

  /**
   * The numbers' places.
   *
   * @param taskFeatures names of {@link PlanningTask#features}
   */
  public static FeatureSchema schema(List<String> taskFeatures) {
    List<String> names = new ArrayList<>(taskFeatures);
    names.addAll(OF_TASK);
    names.addAll(OF_MODEL);
    names.addAll(OF_RUN);
    return new FeatureSchema(VERSION, names);
  }

  /**
   * One row for each candidate.
   *
   * @param models by name
   */
  public static FeatureMatrix matrix(
      PlanningTask task, List<PlanCandidate> candidates, Function<String, PlannedModel> models) {
    int size = schemaSize(task);
    FeatureMatrix matrix = new FeatureMatrix(candidates.size(), size);
    double[] first = ofTask(task);
    for (int i = 0; i < first.length; i++) {
      for (int row = 0; row < candidates.size(); row++) {
        matrix.set(row, i, first[i]);
      }
    }
    Map<String, double[]> ofModels = new HashMap<>();
    for (int row = 0; row < candidates.size(); row++) {
      PlanCandidate candidate = candidates.get(row);
      PlannedModel model = models.apply(candidate.configuration().model());
      double[] second = ofModels.computeIfAbsent(model.name(), name -> ofModel(model));
      for (int i = 0; i < second.length; i++) {
        matrix.set(row, first.length + i, second[i]);
      }
      setRun(matrix, row, first.length + second.length, task, candidate, model.cost());
    }
    return matrix;
  }

  private static int schemaSize(PlanningTask task) {
    return task.features().size() + OF_TASK.size() + OF_MODEL.size() + OF_RUN.size();
  }

  private static double[] ofTask(PlanningTask task) {
    int given = task.features().size();
    double[] values = new double[given + OF_TASK.size()];
    for (int i = 0; i < given; i++) {
      values[i] = task.features().get(i);
    }
    values[given] = StrictMath.log(task.classes());
    values[given + 1] = StrictMath.log(task.trainImages());
    values[given + 2] = StrictMath.log((double) task.trainImages() / task.classes());
    values[given + 3] = StrictMath.log(task.limitSeconds());
    return values;
  }

  private static double[] ofModel(PlannedModel model) {
    ModelCost.Stage total = model.cost().total();
    return new double[] {
      StrictMath.log(Math.max(1, (double) total.parameters())),
      StrictMath.log(Math.max(1, (double) total.macs())),
      model.sourceAccuracy(),
      model.logMe(),
      model.nearestClassMean()
    };
  }

  private static void setRun(
      FeatureMatrix matrix,
      int row,
      int first,
      PlanningTask task,
      PlanCandidate candidate,
      ModelCost cost) {
    Configuration regime = candidate.configuration();
    double rate = StrictMath.log(regime.learningRate());
    double steps = StrictMath.log(candidate.steps());
    double batch = StrictMath.log(regime.batchSize());
    int place = first;
    matrix.set(row, place++, StrictMath.log(candidate.expectedStepSeconds()));
    matrix.set(row, place++, cost.trainableShare(regime.frozenStages()));
    matrix.set(row, place++, rate - batch);
    matrix.set(row, place++, rate + steps);
    matrix.set(row, place++, steps + batch - StrictMath.log(task.trainImages()));
    matrix.set(row, place++, steps);
    matrix.set(row, place++, StrictMath.log(Math.max(1e-9, regime.weightDecay())));
    matrix.set(row, place++, regime.crop() ? 1 : 0);
    matrix.set(row, place++, regime.flip() ? 1 : 0);
    matrix.set(row, place, regime.labelSmoothing());
  }
}
