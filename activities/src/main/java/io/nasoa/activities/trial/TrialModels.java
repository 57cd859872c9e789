package io.nasoa.activities.trial;

import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.regime.Axis;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;

/** The models that trials start from: their zoo entries, what they cost, what may be chosen. */
public final class TrialModels {
  private static final int STEM_CLASSES = 2;

  private TrialModels() {}

  /**
   * Zoo entries as they are now, in the order of the names.
   *
   * @throws ApplicationFailure of {@link FailureTypes#INVALID_MODEL} for a name without an entry
   */
  public static List<TrialModel> of(ModelZoo zoo, List<String> names) {
    List<TrialModel> models = new ArrayList<>();
    for (String name : names) {
      ZooEntry entry =
          zoo.find(name)
              .orElseThrow(
                  () ->
                      ApplicationFailure.newNonRetryableFailure(
                          "there is no zoo entry '%s'".formatted(name),
                          FailureTypes.INVALID_MODEL));
      models.add(
          new TrialModel(
              name,
              entry.architecture(),
              entry.stem(),
              entry.resolution(),
              "weights/" + entry.weightsSha256() + ".safetensors",
              entry.weightsSha256()));
    }
    return models;
  }

  /** The space of regimes over some models. */
  public static RegimeSpace space(List<TrialModel> models) {
    List<SpaceModel> known = new ArrayList<>();
    for (TrialModel model : models) {
      int stages =
          Networks.parse(model.architecture())
              .toGraph(STEM_CLASSES, model.stem())
              .freezableStages();
      known.add(new SpaceModel(model.name(), 0, stages));
    }
    return new RegimeSpace(RegimeAxes.VERSION_1, known);
  }

  /** Every kind of step that a space has, in the order of models, batch sizes and frozen stages. */
  public static List<CalibrateInput.StepKind> steps(RegimeSpace space) {
    Axis axis = space.axes().batchSize();
    List<Double> batches =
        axis instanceof Axis.Values values ? values.values() : List.of(axis.defaultValue());
    List<CalibrateInput.StepKind> kinds = new ArrayList<>();
    for (SpaceModel model : space.models()) {
      for (double batch : batches) {
        for (int frozen = model.leastFrozen(); frozen <= model.mostFrozen(); frozen++) {
          kinds.add(new CalibrateInput.StepKind(model.name(), frozen, (int) batch));
        }
      }
    }
    return kinds;
  }

  /** What a model with a head of so many classes costs. */
  public static ModelCost cost(TrialModel model, int classes) {
    LayerGraph graph = Networks.parse(model.architecture()).toGraph(classes, model.stem());
    return ModelCost.of(graph, model.resolution());
  }
}
