package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.temporal.TemporalCli;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill with few kills, on both servers. More of them:
 *
 * <pre>
 * ./nasoa drill --kills 100 --temporal $(worker/src/test/tools/temporal/install)
 * ./nasoa drill --kills 100 --search --temporal $(worker/src/test/tools/temporal/install)
 * ./nasoa drill --kills 50 --hpo bohb --temporal $(worker/src/test/tools/temporal/install)
 * </pre>
 */
@Timeout(900)
class DrillIT {
  /** Two minutes is usual; its own limit, which tells what hangs, is longer than a CI may wait. */
  private static final Duration PATIENCE = Duration.ofMinutes(14);

  @TempDir private Path directory;

  private JsonNode drill(String... more) throws Exception {
    // Shorter trainings are over before anybody sees them, and then nothing is killed.
    return run(5, List.of("--tasks", "10", "--steps", "400"), more);
  }

  private JsonNode run(int kills, List<String> what, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("drill", "--kills", Integer.toString(kills), "-o", "json"));
    arguments.addAll(what);
    arguments.addAll(List.of("--directory", directory.resolve("drill").toString()));
    arguments.addAll(Arrays.asList(more));
    Map<String, String> environment = Program.environment(directory.resolve("unused"), Map.of());
    try (Program drill =
        Program.start(directory.resolve("output"), environment, arguments.toArray(String[]::new))) {
      int code = drill.exitCode(PATIENCE);
      assertThat(code).as(drill.errors() + drill.output()).isZero();
      return drill.json();
    }
  }

  private static void assertKilled(int expected, JsonNode report) {
    int kills = 0;
    for (JsonNode count : report.path("kills")) {
      kills += count.asInt();
    }
    assertThat(kills).isEqualTo(expected);
    assertThat(report.path("violations")).isEmpty();
  }

  private static void assertTasks(JsonNode report) {
    assertKilled(5, report);
    assertThat(report.path("tasks").asInt()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void embeddedServer_nothingIsLostDoubledOrDifferent() throws Exception {
    assertTasks(drill());
  }

  @Test
  void realServer_nothingIsLostDoubledOrDifferent() throws Exception {
    assertTasks(drill("--temporal", TemporalCli.require().toString()));
  }

  @Test
  void searchOnEmbeddedServer_isTheUndisturbedOne() throws Exception {
    assertKilled(5, run(5, List.of("--search", "--evaluations", "16")));
  }

  @Test
  void searchOnRealServer_isTheUndisturbedOne() throws Exception {
    assertKilled(
        5,
        run(
            5,
            List.of("--search", "--evaluations", "16"),
            "--temporal",
            TemporalCli.require().toString()));
  }

  @Test
  void hpoOnEmbeddedServer_isTheUndisturbedOne() throws Exception {
    assertKilled(3, run(3, List.of("--hpo", "bohb-continue", "--cap", "4")));
  }

  @Test
  void hpoOnRealServer_isTheUndisturbedOne() throws Exception {
    assertKilled(
        3,
        run(
            3,
            List.of("--hpo", "bohb", "--cap", "4"),
            "--temporal",
            TemporalCli.require().toString()));
  }
}
