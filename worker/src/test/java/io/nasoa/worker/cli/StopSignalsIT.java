package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process with a running task gets signals. */
class StopSignalsIT {
  @TempDir Path directory;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CountingNasoa.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.redirectOutput(directory.resolve("out.txt").toFile());
    builder.redirectError(directory.resolve("err.txt").toFile());
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private Process startTraining(String data) throws Exception {
    Process process = start("task", "submit", data, "--steps", "400", "--id", "t");
    Path starts = directory.resolve("nasoa-data/tasks/t/starts");
    for (int i = 0; i < 600 && !Files.exists(starts); i++) {
      assertThat(process.isAlive()).as(() -> text("err.txt")).isTrue();
      Thread.sleep(100);
    }
    assertThat(starts).exists();
    return process;
  }

  private String text(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void firstSignal_checkpointsAndCanBeResumed(String name) throws Exception {
    Process process = startTraining("draw:shapes");
    signal(process, name);
    assertThat(ended(process)).as(() -> text("err.txt")).isEqualTo(75);
    assertThat(text("err.txt")).contains("stopping after a checkpoint", "task resume");
    assertThat(directory.resolve("nasoa-data/api.json")).doesNotExist();
    int checkpoint =
        Integer.parseInt(Files.readString(directory.resolve("nasoa-data/tasks/t/count")));
    assertThat(checkpoint).isBetween(0, 399);

    assertThat(ended(start("task", "show", "t", "-o", "json"))).isZero();
    assertThat(Json.MAPPER.readTree(text("out.txt")).get("state").asText()).isEqualTo("QUEUED");

    assertThat(ended(start("task", "resume", "t", "-o", "json"))).isZero();
    JsonNode result = Json.MAPPER.readTree(text("out.txt"));
    assertThat(result.get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(Files.readAllLines(directory.resolve("nasoa-data/tasks/t/starts")))
        .startsWith("0")
        .containsOnly("0", Integer.toString(checkpoint));
  }

  @Test
  void kill_thenSameSubmitAgain_goesOn() throws Exception {
    Process process = startTraining("draw:shapes");
    process.destroyForcibly();
    assertThat(ended(process)).isEqualTo(137);
    Process again =
        start(
            "task", "submit", "draw:shapes", "--steps", "400", "--id", "t", "--wait", "-o", "json");
    assertThat(ended(again)).as(() -> text("err.txt")).isZero();
    assertThat(Json.MAPPER.readTree(text("out.txt")).get("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(Files.readAllLines(directory.resolve("nasoa-data/tasks/t/starts"))).hasSize(2);
  }

  /** The training does not answer, so the first stop hangs for its whole grace period. */
  @ParameterizedTest
  @CsvSource({"TERM, 143", "INT, 130"})
  void secondSignal_endsAtOnce(String name, int code) throws Exception {
    Process process = startTraining("draw:stuck");
    signal(process, name);
    for (int i = 0; i < 100 && !text("err.txt").contains("a second signal ends at once"); i++) {
      Thread.sleep(100);
    }
    signal(process, name);
    assertThat(ended(process)).isEqualTo(code);
    assertThat(ended(start("task", "list"))).isZero();
  }
}
