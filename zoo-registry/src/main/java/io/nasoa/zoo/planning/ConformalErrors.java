package io.nasoa.zoo.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Bounds on errors of predictions for a data set that was never seen, from the errors on those that
 * were. Every data set counts alike, however many runs it had, and one more, with errors beyond
 * all, stands for the unseen one (hierarchical conformal prediction, Lee, Barber and Willett 2023):
 * runs of one data set err alike, so counting rows would be over-confident. Immutable; the state is
 * a function of the ordered log.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param errors by data set, the newest {@value #KEPT} of each
 */
public record ConformalErrors(int schema, SortedMap<String, List<Double>> errors) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  private static final int KEPT = 64;
  private static final double ROUNDING = 1e-12;

  /** An error and the share of the probability that it has. */
  private record Point(double error, double weight) {}

  public ConformalErrors {
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "the errors have schema %d, this version reads %d".formatted(schema, SCHEMA));
    }
    SortedMap<String, List<Double>> copy = new TreeMap<>();
    errors.forEach((dataset, values) -> copy.put(dataset, List.copyOf(values)));
    errors = Collections.unmodifiableSortedMap(copy);
  }

  /** Nothing seen yet. */
  public static ConformalErrors start() {
    return new ConformalErrors(SCHEMA, new TreeMap<>());
  }

  /** Takes up an error; what is not finite is as good as unknown and left out. */
  public ConformalErrors with(String dataset, double error) {
    if (!Double.isFinite(error)) {
      return this;
    }
    SortedMap<String, List<Double>> more = new TreeMap<>(errors);
    List<Double> values = new ArrayList<>(more.getOrDefault(dataset, List.of()));
    values.add(error);
    more.put(dataset, values.subList(Math.max(0, values.size() - KEPT), values.size()));
    return new ConformalErrors(SCHEMA, more);
  }

  /** The same without what a data set taught, for evaluating on it. */
  public ConformalErrors without(String dataset) {
    SortedMap<String, List<Double>> fewer = new TreeMap<>(errors);
    fewer.remove(dataset);
    return new ConformalErrors(SCHEMA, fewer);
  }

  /**
   * What an error on an unseen data set does not exceed with this probability; infinite while too
   * few data sets were seen to tell.
   *
   * @param probability in (0, 1)
   */
  public double bound(double probability) {
    if (!(probability > 0 && probability < 1)) {
      throw new IllegalArgumentException(
          "no bound holds with probability %s, expected one in (0, 1)".formatted(probability));
    }
    double share = 1.0 / (errors.size() + 1);
    List<Point> points = new ArrayList<>();
    for (List<Double> values : errors.values()) {
      values.forEach(error -> points.add(new Point(error, share / values.size())));
    }
    points.sort(Comparator.comparingDouble(Point::error));
    double sum = 0;
    for (Point point : points) {
      sum += point.weight();
      if (sum >= probability - ROUNDING) {
        return point.error();
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
