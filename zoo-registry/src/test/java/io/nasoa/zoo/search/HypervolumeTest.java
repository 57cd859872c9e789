package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HypervolumeTest {
  private static final Objectives REFERENCE = new Objectives(0, 4);

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @Test
  void of_handCase_isTheArea() {
    List<Objectives> front =
        List.of(new Objectives(3, 3), new Objectives(1, 1), new Objectives(2, 2));

    assertThat(Hypervolume.of(front, REFERENCE)).isEqualTo(6);
  }

  @Test
  void of_noPoints_isZero() {
    assertThat(Hypervolume.of(List.of(), REFERENCE)).isZero();
  }

  @Test
  void of_pointsNotBetterThanTheReference_isZero() {
    List<Objectives> points =
        List.of(new Objectives(5, 4), new Objectives(0, 1), new Objectives(-1, 9), REFERENCE);

    assertThat(Hypervolume.of(points, REFERENCE)).isZero();
  }

  /** Counts the unit cells that some point dominates. */
  @ParameterizedTest
  @MethodSource("seeds")
  void of_grid_isTheNumberOfDominatedCells(int seed) {
    Random random = new Random(seed);
    int side = 1 + random.nextInt(12);
    List<Objectives> points = Points.onGrid(random, 1 + random.nextInt(30), side + 1);
    int cells = 0;
    for (int accuracy = 0; accuracy < side; accuracy++) {
      for (int time = 0; time < side; time++) {
        Objectives corner = new Objectives(accuracy + 1, time);
        cells += points.stream().anyMatch(p -> p.equals(corner) || p.dominates(corner)) ? 1 : 0;
      }
    }

    assertThat(Hypervolume.of(points, new Objectives(0, side))).isEqualTo(cells);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void of_anywhere_isThatOfItsFrontAndGrowsWithEachPoint(int seed) {
    List<Objectives> points = Points.anywhere(new Random(seed), 40);
    Objectives reference = new Objectives(20, 0.8);

    double whole = Hypervolume.of(points, reference);
    assertThat(Hypervolume.of(ParetoFront.of(points, p -> p), reference))
        .isCloseTo(whole, within(1e-12 * whole));
    double before = 0;
    for (int count = 1; count <= points.size(); count++) {
      double now = Hypervolume.of(points.subList(0, count), reference);
      assertThat(now).isGreaterThanOrEqualTo(before - 1e-12);
      before = now;
    }
  }
}
