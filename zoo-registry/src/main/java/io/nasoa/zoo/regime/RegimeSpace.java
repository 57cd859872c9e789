package io.nasoa.zoo.regime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * All configurations that a fine-tuning may have: a model of the zoo, how many of its stages are
 * frozen, and a point on each of the {@link RegimeAxes}. Immutable.
 *
 * <p>In the unit cube a coordinate with few values has as many equal parts, whose middle stands for
 * the value. What the coordinate of the frozen stages means depends on the model, as models differ
 * in their stages: 0 is as little and 1 as much as the model allows.
 */
public final class RegimeSpace {
  private static final int MODEL = 0;
  private static final int LEARNING_RATE = 1;
  private static final int FROZEN = 2;
  private static final int LIMIT_SHARE = 3;
  private static final int BATCH = 4;
  private static final int WEIGHT_DECAY = 5;
  private static final int CROP = 6;
  private static final int FLIP = 7;
  private static final int SMOOTHING = 8;

  private final RegimeAxes axes;
  private final List<SpaceModel> models;

  /**
   * A space over some models.
   *
   * @param models each name once, at least one; their order matters to the unit cube only, so they
   *     are put into the order of their names
   */
  public RegimeSpace(RegimeAxes axes, List<SpaceModel> models) {
    this.axes = axes;
    this.models = models.stream().sorted(Comparator.comparing(SpaceModel::name)).toList();
    long names = models.stream().map(SpaceModel::name).distinct().count();
    if (models.isEmpty() || names != models.size()) {
      throw new IllegalArgumentException(
          "a regime space needs different models, had %s"
              .formatted(models.stream().map(SpaceModel::name).toList()));
    }
  }

  /** Everything but model and frozen stages. */
  public RegimeAxes axes() {
    return axes;
  }

  /** The models in the order of their names. */
  public List<SpaceModel> models() {
    return models;
  }

  /** The coordinates of the unit cube, in their order. */
  public List<Dimension> dimensions() {
    List<Dimension> dimensions = new ArrayList<>();
    axes.all().forEach(axis -> dimensions.add(new Dimension(axis.name(), axis.categories())));
    dimensions.add(MODEL, new Dimension("model", models.size()));
    dimensions.add(FROZEN, new Dimension("frozenStages", 0));
    return dimensions;
  }

  /** The default configuration of a model, as little frozen as may be. */
  public Configuration defaults(String model) {
    SpaceModel known = model(model);
    List<Double> values = axes.all().stream().map(Axis::defaultValue).toList();
    return configuration(known, known.leastFrozen(), values);
  }

  /** The default configuration of each model. */
  public List<Configuration> defaults() {
    return models.stream().map(model -> defaults(model.name())).toList();
  }

  /**
   * Refuses what is not in the space.
   *
   * @throws IllegalArgumentException naming the first wrong field, its value and what it may be
   */
  public void require(Configuration configuration) {
    Optional<String> problem = problem(configuration);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
  }

  /** Whether a configuration is in the space. */
  public boolean contains(Configuration configuration) {
    return problem(configuration).isEmpty();
  }

  /** The first wrong field, its value and what it may be, in one sentence. */
  private Optional<String> problem(Configuration configuration) {
    Optional<SpaceModel> known = find(configuration.model());
    if (known.isEmpty()) {
      return Optional.of(unknown(configuration.model()));
    }
    SpaceModel model = known.get();
    int frozen = configuration.frozenStages();
    if (frozen < model.leastFrozen() || frozen > model.mostFrozen()) {
      return Optional.of(
          "configuration field frozenStages is %d, expected %d to %d for %s"
              .formatted(frozen, model.leastFrozen(), model.mostFrozen(), model.name()));
    }
    List<Double> values = values(configuration);
    for (int i = 0; i < values.size(); i++) {
      Axis axis = axes.all().get(i);
      if (!axis.contains(values.get(i))) {
        return Optional.of(
            "configuration field %s is %s, expected %s"
                .formatted(axis.name(), values.get(i), axis.range()));
      }
    }
    return Optional.empty();
  }

  /** A configuration drawn evenly from the unit cube. */
  public Configuration sample(SplittableRandom random) {
    double[] point = new double[dimensions().size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = random.nextDouble();
    }
    return decode(point);
  }

  /**
   * A Latin hypercube: cut into {@code count} parts, every coordinate has one point in each; of
   * values without an order each comes equally often, give or take one.
   *
   * @param count at least 1
   */
  public List<Configuration> latinHypercube(int count, SplittableRandom random) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "a Latin hypercube has %d points, expected at least 1".formatted(count));
    }
    List<Dimension> dimensions = dimensions();
    double[][] points = new double[count][dimensions.size()];
    for (int d = 0; d < dimensions.size(); d++) {
      int[] parts = permutation(count, random);
      int categories = dimensions.get(d).categories();
      // Which values come once more is drawn too: over many hypercubes none is preferred.
      int first = categories == 0 ? 0 : random.nextInt(categories);
      for (int i = 0; i < count; i++) {
        double jitter = random.nextDouble();
        points[i][d] =
            categories == 0
                ? (parts[i] + jitter) / count
                : Axis.place(
                    (int) ((long) parts[i] * categories / count + first) % categories, categories);
      }
    }
    List<Configuration> configurations = new ArrayList<>();
    for (double[] point : points) {
      configurations.add(decode(point));
    }
    return configurations;
  }

  private static int[] permutation(int size, SplittableRandom random) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  /** The configuration at a point of the unit cube, with the coordinates of {@link #dimensions}. */
  public Configuration decode(double[] point) {
    if (point.length != axes.all().size() + 2) {
      throw new IllegalArgumentException(
          "a point has %d coordinates, expected %d".formatted(point.length, axes.all().size() + 2));
    }
    for (double coordinate : point) {
      if (Double.isNaN(coordinate)) {
        throw new IllegalArgumentException("a point has the coordinate NaN, expected a number");
      }
    }
    SpaceModel model = models.get(Axis.index(point[MODEL], models.size()));
    int frozen = model.leastFrozen() + Axis.index(point[FROZEN], model.freezings());
    List<Double> values =
        List.of(
            axes.learningRate().decode(point[LEARNING_RATE]),
            axes.limitShare().decode(point[LIMIT_SHARE]),
            axes.batchSize().decode(point[BATCH]),
            axes.weightDecay().decode(point[WEIGHT_DECAY]),
            axes.crop().decode(point[CROP]),
            axes.flip().decode(point[FLIP]),
            axes.labelSmoothing().decode(point[SMOOTHING]));
    return configuration(model, frozen, values);
  }

  /**
   * The point of a configuration in the unit cube.
   *
   * @throws IllegalArgumentException as {@link #require}
   */
  public double[] encode(Configuration configuration) {
    require(configuration);
    SpaceModel model = model(configuration.model());
    int frozen = configuration.frozenStages() - model.leastFrozen();
    double[] point = new double[axes.all().size() + 2];
    point[MODEL] = Axis.place(models.indexOf(model), models.size());
    point[LEARNING_RATE] = axes.learningRate().encode(configuration.learningRate());
    point[FROZEN] = Axis.place(frozen, model.freezings());
    point[LIMIT_SHARE] = axes.limitShare().encode(configuration.limitShare());
    point[BATCH] = axes.batchSize().encode(configuration.batchSize());
    point[WEIGHT_DECAY] = axes.weightDecay().encode(configuration.weightDecay());
    point[CROP] = axes.crop().encode(configuration.crop() ? 1 : 0);
    point[FLIP] = axes.flip().encode(configuration.flip() ? 1 : 0);
    point[SMOOTHING] = axes.labelSmoothing().encode(configuration.labelSmoothing());
    return point;
  }

  /**
   * Configurations all over the space, as finely as the number allows: every model with every
   * number of frozen stages and the same values on the other axes, the defaults always among them.
   * Model by model, then by frozen stages, learning rate and so on.
   *
   * @param most how many there may be, at least one for each model and number of frozen stages
   */
  public List<Configuration> grid(int most) {
    long freezings = models.stream().mapToLong(SpaceModel::freezings).sum();
    if (most < freezings) {
      throw new IllegalArgumentException(
          "a grid of %d configurations is too small, expected at least %d"
              .formatted(most, freezings));
    }
    List<List<Double>> rows = combinations(RegimeGrid.values(axes.all(), most / freezings));
    List<Configuration> grid = new ArrayList<>((int) freezings * rows.size());
    for (SpaceModel model : models) {
      for (int frozen = model.leastFrozen(); frozen <= model.mostFrozen(); frozen++) {
        for (List<Double> row : rows) {
          grid.add(configuration(model, frozen, row));
        }
      }
    }
    return grid;
  }

  private static List<List<Double>> combinations(List<List<Double>> values) {
    List<List<Double>> rows = List.of(List.of());
    for (List<Double> choices : values) {
      List<List<Double>> longer = new ArrayList<>();
      for (List<Double> row : rows) {
        for (double choice : choices) {
          List<Double> next = new ArrayList<>(row);
          next.add(choice);
          longer.add(next);
        }
      }
      rows = longer;
    }
    return rows;
  }

  private SpaceModel model(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private Optional<SpaceModel> find(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  private String unknown(String name) {
    return "configuration field model is '%s', expected one of %s"
        .formatted(name, models.stream().map(SpaceModel::name).toList());
  }

  /** The values of the axes, in their order. */
  private static List<Double> values(Configuration configuration) {
    return List.of(
        configuration.learningRate(),
        configuration.limitShare(),
        (double) configuration.batchSize(),
        configuration.weightDecay(),
        configuration.crop() ? 1.0 : 0.0,
        configuration.flip() ? 1.0 : 0.0,
        configuration.labelSmoothing());
  }

  private static Configuration configuration(SpaceModel model, int frozen, List<Double> values) {
    return new Configuration(
        model.name(),
        values.get(0),
        frozen,
        values.get(1),
        (int) Math.round(values.get(2)),
        values.get(3),
        values.get(4) > 0.5,
        values.get(5) > 0.5,
        values.get(6));
  }
}
