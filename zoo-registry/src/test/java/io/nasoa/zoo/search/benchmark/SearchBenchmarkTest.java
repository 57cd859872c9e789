package io.nasoa.zoo.search.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.search.Measurement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SearchBenchmarkTest {

  static IntStream seeds() {
    return IntStream.range(0, 20);
  }

  /** A made-up table of 4 edges x 3 operations, less the given share of rows. */
  private static SearchTable table(int seed, double gaps) {
    Random random = new Random(seed);
    Map<List<Integer>, Measurement> rows = new HashMap<>();
    for (int i = 0; i < 81; i++) {
      List<Integer> choices = List.of(i / 27, i / 9 % 3, i / 3 % 3, i % 3);
      int cost = choices.stream().mapToInt(Integer::intValue).sum();
      double accuracy = 10 * Math.sqrt(cost) + random.nextDouble();
      if (random.nextDouble() >= gaps) {
        rows.put(choices, new Measurement(accuracy, 1 + cost + random.nextDouble(), 0, 0, 0));
      }
    }
    return new SearchTable("made-up", rows);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void space_mutateAndCross_staysInTheTableAndIsLocal(int seed) {
    SearchTable table = table(seed, 0.2);
    TabulatedSpace space = new TabulatedSpace(table);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      List<Integer> one = space.sample(random);
      List<Integer> other = space.sample(random);
      List<Integer> mutant = space.mutate(one, random);
      List<Integer> child = space.cross(one, other, random);

      assertThat(List.of(one, mutant, child)).allMatch(a -> table.measure(a).isPresent());
      assertThat(differences(one, mutant)).isEqualTo(1);
      for (int edge = 0; edge < child.size(); edge++) {
        assertThat(child.get(edge)).isIn(one.get(edge), other.get(edge));
      }
      assertThat(space.parse(space.print(one))).isEqualTo(one);
    }
  }

  private static int differences(List<Integer> one, List<Integer> other) {
    return (int)
        IntStream.range(0, one.size()).filter(i -> !one.get(i).equals(other.get(i))).count();
  }

  @Test
  void space_noNeighbourInTheTable_drawsAnew() {
    Map<List<Integer>, Measurement> rows =
        Map.of(
            List.of(0, 0), new Measurement(2, 1, 0, 0, 0),
            List.of(1, 1), new Measurement(1, 2, 0, 0, 0));
    TabulatedSpace space = new TabulatedSpace(new SearchTable("gaps", rows));

    assertThat(rows).containsKey(space.mutate(List.of(0, 0), new SplittableRandom(1)));
    assertThat(rows)
        .containsKey(space.cross(List.of(0, 0), List.of(1, 1), new SplittableRandom(1)));
  }

  @Test
  void run_twice_isTheSame() {
    SearchBenchmark benchmark = new SearchBenchmark(table(1, 0));

    assertThat(benchmark.run(30, 5)).isEqualTo(new SearchBenchmark(table(1, 0)).run(30, 5));
  }

  @Test
  void run_asManyEvaluationsAsRows_reachesAll() {
    SearchBenchmarkResult result = new SearchBenchmark(table(1, 0.1)).run(1000, 3);

    assertThat(result.hypervolumeFraction().min()).isCloseTo(1, within(1e-12));
    assertThat(result.randomSearch().min()).isCloseTo(1, within(1e-12));
    assertThat(result.evaluations()).isEqualTo(1000);
    assertThat(result.seeds()).isEqualTo(3);
  }

  @Test
  void run_moreEvaluations_reachesMore() {
    SearchBenchmark benchmark = new SearchBenchmark(table(2, 0));
    List<Double> means = new ArrayList<>();
    for (int evaluations : new int[] {1, 5, 20, 81}) {
      means.add(benchmark.run(evaluations, 10).hypervolumeFraction().mean());
    }

    List<Double> sorted = new ArrayList<>(means);
    Collections.sort(sorted);
    assertThat(means).isEqualTo(sorted).doesNotHaveDuplicates();
  }

  @Test
  void table_allRowsAlike_isRefused() {
    Measurement only = new Measurement(1, 1, 0, 0, 0);

    assertThatThrownBy(() -> new SearchTable("flat", Map.of(List.of(0), only, List.of(1), only)))
        .isInstanceOf(InvalidSearchTableException.class)
        .hasMessageContaining("'flat' have no hypervolume");
  }

  /** Two-sided, from the binomial distribution by hand. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 0, 1",
    "3, 3, 1",
    "5, 0, 0.0625",
    "0, 5, 0.0625",
    "9, 1, 0.021484375",
    "20, 0, 0.0000019073486328125",
    "2000, 0, 0"
  })
  void signTest_isTheBinomialTail(int wins, int losses, double p) {
    assertThat(SignTest.pValue(wins, losses)).isCloseTo(p, within(1e-15));
  }
}
