package io.nasoa.zoo.search.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.zoo.search.Measurement;
import io.nasoa.zoo.search.ParetoFront;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search on the real NAS-Bench-201: all of its 15,625 cells are known. */
class NasBench201Test {

  private static SearchTable table(String task) {
    Path file = RealReference.file("nasbench201-evaluations.csv");
    return SearchTableReader.read(file, task);
  }

  /** Exact figures of the published table; hypervolumes with latencies in milliseconds. */
  @ParameterizedTest
  @CsvSource({"cifar10, 32, 10, 0.0259076, 1516.8595", "cifar100, 31, 1, 0.0261410, 1317.4926"})
  void table_real_hasItsExactFront(
      String task, int front, double accuracy, double latency, double hypervolume) {
    SearchTable table = table(task);

    assertThat(table.architectures()).hasSize(15_625);
    List<Measurement> rows =
        table.architectures().stream().map(a -> table.measure(a).orElseThrow()).toList();
    assertThat(ParetoFront.of(rows, Measurement::objectives)).hasSize(front);
    assertThat(table.reference().accuracy()).isCloseTo(accuracy, within(1e-3));
    assertThat(table.reference().stepTime()).isCloseTo(latency, within(1e-7));
    assertThat(1000 * table.exactHypervolume()).isCloseTo(hypervolume, within(1e-3));
  }

  @ParameterizedTest
  @CsvSource({
    "cifar10, 500, 0.980",
    "cifar10, 2000, 0.997",
    "cifar100, 500, 0.960",
    "cifar100, 2000, 0.990"
  })
  void run_twentySeeds_reachesTheGoalAndBeatsRandomSearch(
      String task, int evaluations, double goal) {
    SearchBenchmarkResult result = new SearchBenchmark(table(task)).run(evaluations, 20);

    assertThat(result.hypervolumeFraction().mean()).isGreaterThanOrEqualTo(goal);
    assertThat(result.randomSearch().mean()).isLessThan(result.hypervolumeFraction().mean());
    assertThat(result.randomSearch().signTest()).isLessThan(0.001);
    assertThat(result.randomSearch().beaten()).isGreaterThan(10);
  }
}
