package io.nasoa.zoo.regime;

import java.util.ArrayList;
import java.util.List;

/** How finely each axis is cut so that a grid does not get too large. */
final class RegimeGrid {
  /** Values of each axis where there is room, in the order of {@link RegimeAxes#all}. */
  private static final int[] MOST = {9, 4, 4, 3, 2, 2, 3};

  /** What a finer cut of the axis is worth beside the others. */
  private static final int[] IMPORTANCE = {4, 2, 2, 1, 1, 1, 1};

  private RegimeGrid() {}

  /**
   * The values of each axis, so that there are at most so many combinations. Cut coarser is always
   * the axis with the most values for its importance, the last of several; one that has a single
   * value keeps its default.
   */
  static List<List<Double>> values(List<Axis> axes, long combinations) {
    List<List<Double>> values = new ArrayList<>();
    for (int i = 0; i < axes.size(); i++) {
      values.add(axes.get(i).grid(MOST[i]));
    }
    while (product(values) > combinations) {
      int widest = widest(values);
      values.set(widest, axes.get(widest).grid(values.get(widest).size() - 1));
    }
    return values;
  }

  private static int widest(List<List<Double>> values) {
    int widest = -1;
    double most = 0;
    for (int i = 0; i < values.size(); i++) {
      double width = (double) values.get(i).size() / IMPORTANCE[i];
      if (values.get(i).size() > 1 && width >= most) {
        most = width;
        widest = i;
      }
    }
    return widest;
  }

  private static long product(List<List<Double>> values) {
    return values.stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
  }
}
