package io.nasoa.zoo.search;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Draws points of the two objectives. */
final class Points {
  private Points() {}

  /** From a small grid: many equal values and equal points. */
  static List<Objectives> onGrid(RandomGenerator random, int count, int side) {
    List<Objectives> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new Objectives(random.nextInt(side), random.nextInt(side)));
    }
    return points;
  }

  /** All different. */
  static List<Objectives> anywhere(RandomGenerator random, int count) {
    List<Objectives> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(new Objectives(100 * random.nextDouble(), random.nextDouble()));
    }
    return points;
  }
}
