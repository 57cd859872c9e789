package io.nasoa.baselines.hpo.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.baselines.hpo.HpoAlgorithm;
import io.nasoa.baselines.hpo.HpoSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs against those of the reference implementation, 50 seeds each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceIT {
  private static final int SEEDS = 50;
  private static final List<Integer> BRACKETS = List.of(5, 10, 20);
  private final List<BenchmarkRow> reference = new ArrayList<>();

  @BeforeAll
  void readReference() throws IOException {
    List<String> lines = Files.readAllLines(RealReference.file("bohb-reference-trajectories.csv"));
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      reference.add(
          new BenchmarkRow(
              cells[0],
              cells[1],
              Long.parseLong(cells[2]),
              Integer.parseInt(cells[3]),
              Integer.parseInt(cells[4]),
              Double.parseDouble(cells[5]),
              Double.parseDouble(cells[6]),
              Double.parseDouble(cells[7]),
              Integer.parseInt(cells[8]),
              Integer.parseInt(cells[9])));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mfh3, BOHB, true",
    "mfh3, HYPERBAND, false",
    "co4, BOHB, true",
    "co4, BOHB, false",
    "co4, HYPERBAND, false"
  })
  void run_anyProblemAndMethod_isAsTheReference(
      String problem, HpoAlgorithm algorithm, boolean likeHpBandSter) {
    List<BenchmarkRow> ours = run(problem, algorithm, likeHpBandSter);
    String method = algorithm.name().toLowerCase(Locale.ROOT);
    for (int brackets : BRACKETS) {
      List<BenchmarkRow> mine = at(ours, problem, method, brackets);
      List<BenchmarkRow> theirs = at(reference, problem, method, brackets);
      assertThat(mine).hasSize(SEEDS);
      assertThat(theirs).hasSize(SEEDS);
      assertThat(mine)
          .extracting(BenchmarkRow::evaluations)
          .containsOnly(theirs.get(0).evaluations());
      assertThat(mine)
          .extracting(BenchmarkRow::fullEvaluations)
          .allSatisfy(
              spent -> assertThat(spent).isCloseTo(theirs.get(0).fullEvaluations(), within(1e-9)));
      assertThat(mine)
          .extracting(BenchmarkRow::configurations)
          .containsOnly(theirs.get(0).configurations());
      double p = new MannWhitneyUTest().mannWhitneyUTest(regrets(mine), regrets(theirs));
      assertThat(p).as("after %d brackets", brackets).isGreaterThan(.001);
      assertThat(share(mine)).isCloseTo(share(theirs), within(.02));
    }
  }

  private static List<BenchmarkRow> run(
      String problem, HpoAlgorithm algorithm, boolean likeHpBandSter) {
    double scale = problem.equals("co4") ? 9 : 1;
    HpoSettings settings =
        HpoSettings.of(algorithm, scale, 81 * scale, 3).withHpBandSter(likeHpBandSter);
    BenchmarkProblem function =
        problem.equals("co4") ? new CountingOnes(4, 4) : new Hartmann(3, 0.5, 0.1, 81);
    HpoBenchmark benchmark = new HpoBenchmark(function, settings, 20);
    List<BenchmarkRow> rows = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      rows.addAll(benchmark.run(seed));
    }
    return rows;
  }

  private static List<BenchmarkRow> at(
      List<BenchmarkRow> rows, String problem, String method, int brackets) {
    return rows.stream()
        .filter(row -> row.problem().equals(problem) && row.method().equals(method))
        .filter(row -> row.brackets() == brackets)
        .toList();
  }

  private static double[] regrets(List<BenchmarkRow> rows) {
    return rows.stream().mapToDouble(BenchmarkRow::incumbentRegret).toArray();
  }

  private static double share(List<BenchmarkRow> rows) {
    double modelBased = rows.stream().mapToInt(BenchmarkRow::modelBased).sum();
    return modelBased / rows.stream().mapToInt(BenchmarkRow::configurations).sum();
  }
}
