package io.nasoa.zoo.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How much room a point has on its front (Deb et al. 2002): the ends have infinitely much. */
final class Crowding {
  private Crowding() {}

  /** The crowding distance of each point: more is lonelier. */
  static double[] distances(List<Objectives> front) {
    double[] distances = new double[front.size()];
    add(distances, front, Objectives::stepTime);
    add(distances, front, Objectives::accuracy);
    return distances;
  }

  private static void add(
      double[] distances, List<Objectives> front, ToDoubleFunction<Objectives> objective) {
    double[] values = front.stream().mapToDouble(objective).toArray();
    if (values.length < 3) {
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      return;
    }
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(
                Comparator.comparingDouble((Integer i) -> values[i])
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    int last = order.length - 1;
    double range = values[order[last]] - values[order[0]];
    distances[order[0]] = Double.POSITIVE_INFINITY;
    distances[order[last]] = Double.POSITIVE_INFINITY;
    for (int i = 1; i < last && range > 0; i++) {
      distances[order[i]] += (values[order[i + 1]] - values[order[i - 1]]) / range;
    }
  }
}
