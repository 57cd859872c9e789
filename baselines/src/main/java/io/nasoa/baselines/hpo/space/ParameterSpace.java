package io.nasoa.baselines.hpo.space;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * All that is to be chosen. Immutable.
 *
 * @param parameters each name once, at least one; what a condition names stands before
 */
public record ParameterSpace(List<Parameter> parameters) {
  /** Coordinates are kept to that fraction, so that points are short and equal ones equal. */
  private static final double GRAIN = 1e6;

  public ParameterSpace {
    parameters = List.copyOf(parameters);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException("a space has no parameters, expected at least one");
    }
    Map<String, Parameter> before = new HashMap<>();
    for (Parameter parameter : parameters) {
      requireKnown(parameter, before);
      if (before.put(parameter.name(), parameter) != null) {
        throw new IllegalArgumentException(
            "a space has the parameter '%s' twice".formatted(parameter.name()));
      }
    }
  }

  private static void requireKnown(Parameter parameter, Map<String, Parameter> before) {
    Condition when = parameter.when();
    if (when != null
        && !(before.get(when.parameter()) instanceof Parameter.Categorical parent
            && new HashSet<>(parent.levels()).containsAll(when.levels()))) {
      throw new IllegalArgumentException(
          "parameter '%s' is in play when '%s' is one of %s, expected a categorical parameter"
                  .formatted(parameter.name(), when.parameter(), when.levels())
              + " before it with these levels");
    }
  }

  /** How many parameters there are. */
  public int dimensions() {
    return parameters.size();
  }

  /** How many levels without an order each parameter has, in their order; 0 for numbers. */
  public int[] levelCounts() {
    return parameters.stream().mapToInt(Parameter::levelCount).toArray();
  }

  /** A point drawn evenly over the unit cube. */
  public Point sample(RandomGenerator random) {
    double[] coordinates = new double[parameters.size()];
    for (int i = 0; i < coordinates.length; i++) {
      int levels = parameters.get(i).levelCount();
      coordinates[i] = levels == 0 ? random.nextDouble() : random.nextInt(levels);
    }
    return point(coordinates);
  }

  /**
   * The point that a position stands for: in the middle of its part where values are few, NaN where
   * a parameter is not in play, else to six decimals.
   *
   * @param coordinates of all parameters, those not in play too; numbers in [0, 1], levels by place
   */
  public Point point(double[] coordinates) {
    Map<String, Double> values = new HashMap<>();
    List<Double> point = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (inPlay(parameter, values)) {
        double value = parameter.decode(rounded(coordinates[i]));
        values.put(parameter.name(), value);
        point.add(
            parameter instanceof Parameter.Real
                ? rounded(coordinates[i])
                : rounded(parameter.encode(value)));
      } else {
        point.add(Double.NaN);
      }
    }
    return new Point(point);
  }

  private static double rounded(double coordinate) {
    return Math.rint(coordinate * GRAIN) / GRAIN;
  }

  private boolean inPlay(Parameter parameter, Map<String, Double> values) {
    Condition when = parameter.when();
    if (when == null) {
      return true;
    }
    Double place = values.get(when.parameter());
    return place != null
        && find(when.parameter()) instanceof Parameter.Categorical parent
        && when.levels().contains(parent.levels().get(place.intValue()));
  }

  private @Nullable Parameter find(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * The values of the parameters in play, by their names; of a categorical one the place of its
   * level.
   *
   * @throws IllegalArgumentException if the point is not one of this space
   */
  public Map<String, Double> decode(Point point) {
    require(point);
    Map<String, Double> values = new LinkedHashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      double coordinate = point.coordinates().get(i);
      if (!Double.isNaN(coordinate)) {
        values.put(parameters.get(i).name(), parameters.get(i).decode(coordinate));
      }
    }
    return values;
  }

  /**
   * The point of some values; {@link #decode} of it gives them back, real numbers to about six
   * digits.
   *
   * @param values of all parameters in play, and of no others
   * @throws IllegalArgumentException naming the first parameter that is wrong
   */
  public Point encode(Map<String, Double> values) {
    Map<String, Double> used = new HashMap<>();
    List<Double> point = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Double value = values.get(parameter.name());
      boolean needed = inPlay(parameter, used);
      if (needed != (value != null)) {
        throw new IllegalArgumentException(
            "parameter '%s' has %s value, expected %s"
                .formatted(parameter.name(), needed ? "no" : "a", needed ? "one" : "none"));
      }
      if (value != null) {
        used.put(parameter.name(), value);
      }
      point.add(value == null ? Double.NaN : rounded(parameter.encode(value)));
    }
    return new Point(point);
  }

  /**
   * Refuses a point that is not one of this space.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public void require(Point point) {
    if (point.coordinates().size() != parameters.size()) {
      throw new IllegalArgumentException(
          "a point has %d coordinates, expected %d"
              .formatted(point.coordinates().size(), parameters.size()));
    }
    Map<String, Double> values = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      double coordinate = point.coordinates().get(i);
      boolean needed = inPlay(parameter, values);
      double most = parameter.levelCount() == 0 ? 1 : parameter.levelCount() - 1;
      if (needed ? !(coordinate >= 0 && coordinate <= most) : !Double.isNaN(coordinate)) {
        throw new IllegalArgumentException(
            "a point has the coordinate %s for parameter '%s', expected %s"
                .formatted(
                    coordinate,
                    parameter.name(),
                    needed ? "0 to " + most : "NaN, as it is not in play"));
      }
      if (needed) {
        values.put(parameter.name(), parameter.decode(coordinate));
      }
    }
  }
}
