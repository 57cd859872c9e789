package io.nasoa.baselines.hpo.space;

import io.nasoa.zoo.regime.Axis;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The space of training regimes as parameters: the model is categorical, switches are too, ordered
 * values are ordered, ranges are real numbers. How many stages are frozen is one parameter for all
 * models with the same range of it, in play when one of them is chosen, as the same number means
 * the same there only. What has one value is no parameter. Immutable.
 */
public final class RegimeParameters {
  private static final String MODEL = "model";
  private static final String FROZEN = "frozenStages";

  private final RegimeSpace regimes;
  private final List<SpaceModel> models;
  private final ParameterSpace space;

  public RegimeParameters(RegimeSpace regimes) {
    this.regimes = regimes;
    models = regimes.models();
    List<Parameter> parameters = new ArrayList<>();
    if (models.size() > 1) {
      List<String> names = models.stream().map(SpaceModel::name).toList();
      parameters.add(new Parameter.Categorical(MODEL, names, null));
    }
    for (Axis axis : regimes.axes().all()) {
      if (varies(axis)) {
        parameters.add(parameter(axis));
      }
    }
    parameters.addAll(freezings());
    space = new ParameterSpace(parameters);
  }

  private static boolean varies(Axis axis) {
    return !(axis instanceof Axis.Values values && values.values().size() == 1);
  }

  private static Parameter parameter(Axis axis) {
    if (axis instanceof Axis.Range range) {
      return new Parameter.Real(axis.name(), range.low(), range.high(), range.logarithmic(), null);
    }
    Axis.Values values = (Axis.Values) axis;
    return values.ordered()
        ? new Parameter.Ordered(axis.name(), values.values(), null)
        : new Parameter.Categorical(
            axis.name(), values.values().stream().map(String::valueOf).toList(), null);
  }

  private List<Parameter> freezings() {
    Map<String, List<SpaceModel>> groups = new LinkedHashMap<>();
    for (SpaceModel model : models) {
      if (model.mostFrozen() > model.leastFrozen()) {
        groups.computeIfAbsent(freezing(model), name -> new ArrayList<>()).add(model);
      }
    }
    List<Parameter> parameters = new ArrayList<>();
    groups.forEach(
        (name, group) -> {
          SpaceModel any = group.get(0);
          parameters.add(
              new Parameter.Whole(
                  name, any.leastFrozen(), any.mostFrozen(), false, condition(group)));
        });
    return parameters;
  }

  private @Nullable Condition condition(List<SpaceModel> group) {
    return group.size() == models.size()
        ? null
        : new Condition(MODEL, group.stream().map(SpaceModel::name).toList());
  }

  private static String freezing(SpaceModel model) {
    return "%s.%d-%d".formatted(FROZEN, model.leastFrozen(), model.mostFrozen());
  }

  /** The parameters. */
  public ParameterSpace space() {
    return space;
  }

  /**
   * The configuration at a point.
   *
   * @throws IllegalArgumentException if the point is not one of the space
   */
  public Configuration configuration(Point point) {
    Map<String, Double> values = space.decode(point);
    SpaceModel model = models.get(values.getOrDefault(MODEL, 0.0).intValue());
    double frozen = values.getOrDefault(freezing(model), (double) model.leastFrozen());
    return new Configuration(
        model.name(),
        number(values, regimes.axes().learningRate()),
        (int) frozen,
        number(values, regimes.axes().limitShare()),
        (int) Math.round(number(values, regimes.axes().batchSize())),
        number(values, regimes.axes().weightDecay()),
        number(values, regimes.axes().crop()) > 0.5,
        number(values, regimes.axes().flip()) > 0.5,
        number(values, regimes.axes().labelSmoothing()));
  }

  /** The axis' chosen value, or the only one that it has. */
  private static double number(Map<String, Double> values, Axis axis) {
    Double value = values.get(axis.name());
    if (value == null) {
      return axis.defaultValue();
    }
    return unordered(axis) ? ((Axis.Values) axis).values().get(value.intValue()) : value;
  }

  private static boolean unordered(Axis axis) {
    return axis.categories() > 0;
  }

  /**
   * The point of a configuration, a default regime for instance.
   *
   * @throws IllegalArgumentException if the configuration is not in the space
   */
  public Point point(Configuration configuration) {
    regimes.require(configuration);
    Map<String, Double> values = new HashMap<>();
    put(values, regimes.axes().learningRate(), configuration.learningRate());
    put(values, regimes.axes().limitShare(), configuration.limitShare());
    put(values, regimes.axes().batchSize(), configuration.batchSize());
    put(values, regimes.axes().weightDecay(), configuration.weightDecay());
    put(values, regimes.axes().crop(), configuration.crop() ? 1 : 0);
    put(values, regimes.axes().flip(), configuration.flip() ? 1 : 0);
    put(values, regimes.axes().labelSmoothing(), configuration.labelSmoothing());
    for (int i = 0; i < models.size(); i++) {
      SpaceModel model = models.get(i);
      if (model.name().equals(configuration.model())) {
        if (models.size() > 1) {
          values.put(MODEL, (double) i);
        }
        if (model.mostFrozen() > model.leastFrozen()) {
          values.put(freezing(model), (double) configuration.frozenStages());
        }
      }
    }
    return space.encode(values);
  }

  private static void put(Map<String, Double> values, Axis axis, double value) {
    if (varies(axis)) {
      values.put(
          axis.name(), unordered(axis) ? ((Axis.Values) axis).values().indexOf(value) : value);
    }
  }
}
