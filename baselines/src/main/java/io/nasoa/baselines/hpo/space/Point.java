package io.nasoa.baselines.hpo.space;

import java.util.List;

/**
 * A choice of every parameter of a space, in its unit cube.
 *
 * @param coordinates in the order of the space's parameters, as {@link Parameter} says; NaN for
 *     those that are not in play
 */
public record Point(List<Double> coordinates) {
  public Point {
    coordinates = List.copyOf(coordinates);
  }

  /** The coordinates as a new array. */
  public double[] toArray() {
    return coordinates.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
