package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchBenchmarkCommandTest {
  @TempDir Path directory;

  @BeforeEach
  void writeTable() throws IOException {
    Random random = new Random(7);
    StringBuilder table =
        new StringBuilder("hp_x0,hp_x1,hp_x2,hp_x3,hp_x4,hp_x5,metric_error,metric_latency,task\n");
    for (int i = 0; i < 729; i++) {
      int cost = 0;
      for (int edge = 0, rest = i; edge < 6; edge++, rest /= 3) {
        table.append(rest % 3).append(',');
        cost += rest % 3;
      }
      double error = 90 - 20 * Math.sqrt(cost) + random.nextInt(64) / 16.0;
      table
          .append(error)
          .append(',')
          .append(1 + cost + random.nextInt(64) / 64.0)
          .append(",made-up\n");
    }
    Files.writeString(directory.resolve("table.csv"), table);
  }

  private CommandRun benchmark(String... more) {
    String[] arguments = new String[3 + more.length];
    arguments[0] = "search";
    arguments[1] = "benchmark";
    arguments[2] = "table.csv";
    System.arraycopy(more, 0, arguments, 3, more.length);
    return CommandRun.of(directory, Map.of(), arguments);
  }

  @Test
  void benchmark_json_isTheGoldenResult() throws IOException {
    CommandRun run =
        benchmark("--task", "made-up", "--evaluations", "60", "--seeds", "4", "--output", "json");

    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    try (InputStream golden =
        SearchBenchmarkCommandTest.class.getResourceAsStream("search-benchmark.json")) {
      JsonNode expected = Json.MAPPER.readTree(golden);
      assertThat(Json.MAPPER.readTree(run.out())).isEqualTo(expected);
    }
  }

  @Test
  void benchmark_tableAndCsv_haveTheSameFields() {
    assertThat(benchmark("--task", "made-up", "--evaluations", "20", "--seeds", "2").out())
        .contains("hypervolumeFraction.mean  0.", "randomSearch.signTest");
    assertThat(
            benchmark("--task", "made-up", "--evaluations", "20", "--seeds", "2", "-o", "csv")
                .out())
        .startsWith("task,evaluations,seeds,hypervolumeFraction.mean,hypervolumeFraction.min,");
  }

  @Test
  void benchmark_badTable_isInvalidInputInOneSentence() throws IOException {
    CommandRun unknown = benchmark("--task", "pets");
    assertThat(unknown.code()).isEqualTo(3);
    assertThat(unknown.err()).contains("no rows of task 'pets'", "'made-up'").hasLineCount(1);

    Path table = directory.resolve("table.csv");
    Files.writeString(table, Files.readString(table).replaceFirst("metric_error", "error"));
    CommandRun column = benchmark("--task", "made-up");
    assertThat(column.code()).isEqualTo(3);
    assertThat(column.err()).contains("'metric_error'").hasLineCount(1);

    Files.delete(table);
    assertThat(benchmark("--task", "made-up").code()).isEqualTo(3);
  }

  @Test
  void benchmark_wrongUsage_isRefused() {
    assertThat(benchmark().code()).isEqualTo(2);
    assertThat(benchmark("--task", "made-up", "--seeds", "0").code()).isEqualTo(3);
    assertThat(benchmark("--task", "made-up", "--evaluations", "0").code()).isEqualTo(3);
    assertThat(benchmark("--task", "made-up", "--seeds", "many").code()).isEqualTo(2);
  }
}
