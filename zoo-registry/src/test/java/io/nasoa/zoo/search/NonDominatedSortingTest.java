package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenetics.ext.moea.Pareto;
import io.jenetics.ext.moea.Vec;
import io.jenetics.util.ISeq;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fronts and crowding, beside those of Jenetics. */
class NonDominatedSortingTest {

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  private static List<Objectives> points(int seed) {
    Random random = new Random(seed);
    int count = 1 + random.nextInt(60);
    return seed % 2 == 0
        ? Points.anywhere(random, count)
        : Points.onGrid(random, count, 1 + random.nextInt(15));
  }

  /** Jenetics maximises. */
  private static ISeq<Vec<double[]>> vectors(List<Objectives> points) {
    return points.stream().map(p -> Vec.of(p.accuracy(), -p.stepTime())).collect(ISeq.toISeq());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fronts_withoutTie_areTheRanksOfJenetics(int seed) {
    List<Objectives> points = points(seed);
    int[] ranks = new int[points.size()];
    List<List<Integer>> fronts = NonDominatedSorting.fronts(points, 0, points.size());
    for (int rank = 0; rank < fronts.size(); rank++) {
      for (int i : fronts.get(rank)) {
        ranks[i] = rank;
      }
    }

    assertThat(ranks).isEqualTo(Pareto.rank(vectors(points)));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void paretoFront_isThatOfJenetics(int seed) {
    List<Objectives> points = points(seed);

    List<Objectives> front = ParetoFront.of(points, p -> p);

    assertThat(front)
        .containsExactlyInAnyOrderElementsOf(
            Pareto.front(vectors(points)).stream()
                .map(v -> new Objectives(v.data()[0], -v.data()[1] + 0.0))
                .toList())
        .isSortedAccordingTo(Objectives.FASTEST_FIRST);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void crowding_ofAFrontWithoutEqualValues_isThatOfJenetics(int seed) {
    List<Objectives> front = ParetoFront.of(Points.anywhere(new Random(seed), 300), p -> p);

    assertThat(Crowding.distances(front))
        .containsExactly(Pareto.crowdingDistance(vectors(front)), Offset.offset(1e-12));
  }

  @Test
  void crowding_isTheSideLengthsBetweenNeighbours() {
    List<Objectives> front =
        List.of(
            new Objectives(0, 0),
            new Objectives(10, 1),
            new Objectives(30, 3),
            new Objectives(40, 10));

    assertThat(Crowding.distances(front))
        .containsExactly(
            Double.POSITIVE_INFINITY,
            30 / 40.0 + 3 / 10.0,
            30 / 40.0 + 9 / 10.0,
            Double.POSITIVE_INFINITY);
  }

  @Test
  void crowding_equalPoints_isFinite() {
    List<Objectives> front =
        List.of(new Objectives(1, 1), new Objectives(1, 1), new Objectives(1, 1));

    assertThat(Crowding.distances(front))
        .containsExactly(Double.POSITIVE_INFINITY, 0, Double.POSITIVE_INFINITY);
  }

  @Test
  void fronts_enough_stopsAfterTheFrontThatFills() {
    List<Objectives> chain = IntStream.range(0, 10).mapToObj(i -> new Objectives(-i, i)).toList();

    assertThat(NonDominatedSorting.fronts(chain, 0, 3))
        .containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void fronts_tie_goesToTheFaster() {
    List<Objectives> points =
        List.of(new Objectives(70.5, 11), new Objectives(70, 10), new Objectives(70.7, 12));

    assertThat(NonDominatedSorting.fronts(points, 0.7, 3))
        .containsExactly(List.of(1, 2), List.of(0));
  }

  /** 71.0 is a tie with 70.4, which is one with 70.0; yet it beats 70.0 and must stay. */
  @Test
  void fronts_chainOfTies_keepsWhatIsReallyBetter() {
    List<Objectives> points =
        List.of(new Objectives(70, 10), new Objectives(70.4, 11), new Objectives(71, 12));

    assertThat(NonDominatedSorting.fronts(points, 0.7, 3).get(0)).containsExactly(0, 2);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fronts_withTie_holdEveryPointOnceAndGrowByTheTie(int seed) {
    List<Objectives> points = points(seed);
    List<Integer> seen = new ArrayList<>();
    for (List<Integer> front : NonDominatedSorting.fronts(points, 2, points.size())) {
      seen.addAll(front);
      for (int i = 1; i < front.size(); i++) {
        Objectives before = points.get(front.get(i - 1));
        Objectives after = points.get(front.get(i));
        assertThat(after).matches(a -> a.equals(before) || a.accuracy() - before.accuracy() >= 2);
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, points.size()).boxed().toList());
  }
}
