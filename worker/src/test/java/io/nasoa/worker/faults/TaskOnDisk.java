package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.CommandRun;
import io.nasoa.worker.cli.Launcher;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One short task on drawn images in a data directory of its own, run by the real program. */
final class TaskOnDisk {
  static final String ID = "x";

  private final Path directory;
  private final List<String> command;
  private final Launcher launcher;

  /**
   * @param steps of its training, about ten milliseconds each
   * @param checkpointInterval as the command line takes it
   */
  TaskOnDisk(Path directory, int steps, String checkpointInterval) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.launcher = Launcher.withEngine(directory);
    this.command =
        List.of(
            "task",
            "submit",
            "draw:shapes:classes=3,images=150,size=32",
            "--steps",
            Integer.toString(steps),
            "--batch-size",
            "8",
            "--model",
            "nasoa-13m",
            "--checkpoint-interval",
            checkpointInterval,
            "--id",
            ID,
            "--wait",
            "-o",
            "json");
  }

  /** Starts the command; the process is the JVM itself, since the launcher becomes it. */
  Process start() throws IOException {
    return launcher.start(Launcher.script(), command.toArray(String[]::new));
  }

  /** Starts a command that gets this one as its last arguments. */
  Process startIn(String... outer) throws IOException {
    List<String> whole = new ArrayList<>(List.of(outer));
    whole.add(Launcher.script().toString());
    whole.addAll(command);
    return launcher.start(whole);
  }

  /** Waits for the end of a process that this has started. */
  CommandRun ended(Process process) throws IOException, InterruptedException {
    return launcher.ended(process);
  }

  /** Runs the command to its end. */
  CommandRun submit() throws IOException, InterruptedException {
    return launcher.run(command.toArray(String[]::new));
  }

  /** Runs another command on the same data directory. */
  CommandRun run(String... arguments) throws IOException, InterruptedException {
    return launcher.run(arguments);
  }

  /** Runs the command to its end and expects success. */
  JsonNode finish() throws IOException, InterruptedException {
    return result(submit());
  }

  /** What an ended command printed; it must have succeeded. */
  static JsonNode result(CommandRun run) throws IOException {
    assertThat(run.code()).as(run.err()).isZero();
    JsonNode result = Json.MAPPER.readTree(run.out());
    assertThat(result.path("state").asText()).as(run.err()).isEqualTo("SUCCEEDED");
    return result;
  }

  /** The data directory. */
  Path data() {
    return directory.resolve("nasoa-data");
  }

  /** A file of the task. */
  Path file(String name) {
    return data().resolve("tasks").resolve(ID).resolve(name);
  }

  /** Steps of the checkpoints that are there, ascending. */
  List<Integer> checkpoints() throws IOException {
    if (!Files.isDirectory(file("checkpoints"))) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(file("checkpoints"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.startsWith("step-"))
          .map(name -> Integer.parseInt(name.substring("step-".length())))
          .sorted()
          .toList();
    }
  }

  /** The lines of the task's ledger as they stand now; a torn one is left out. */
  List<JsonNode> ledger() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    if (!Files.exists(file("ledger.jsonl"))) {
      return lines;
    }
    for (String line : Files.readAllLines(file("ledger.jsonl"))) {
      if (line.endsWith("}")) {
        lines.add(Json.MAPPER.readTree(line));
      }
    }
    return lines;
  }

  /** Whether the ledger holds an event with this value. */
  boolean told(String field, String value) throws IOException {
    return ledger().stream().anyMatch(line -> line.path(field).asText().equals(value));
  }

  /** The steps at which its training was started (0) or went on, in order. */
  List<Integer> resumedAt() throws IOException {
    return ledger().stream()
        .filter(line -> line.path("kind").asText().equals("RESUMED"))
        .map(line -> line.path("checkpointStep").asInt())
        .toList();
  }

  /** Weights and metrics are those of another run, byte for byte. */
  void assertSameOutputAs(TaskOnDisk other) {
    for (String name : List.of("model.safetensors", "metrics.jsonl", "model.json")) {
      assertThat(file(name)).hasSameBinaryContentAs(other.file(name));
    }
  }

  /** No killed attempt has left a half-written file. */
  void assertNothingHalfWritten() throws IOException {
    try (Stream<Path> all = Files.walk(data().resolve("tasks"))) {
      assertThat(all.filter(path -> path.getFileName().toString().contains("tmp-"))).isEmpty();
    }
  }

  /** A condition that another process makes true. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits while the process lives; fails when it ends first. */
  void await(Process process, Condition condition) throws IOException, InterruptedException {
    while (!condition.holds()) {
      assertThat(process.isAlive()).as(() -> "the process ended too early: " + errors()).isTrue();
      Thread.sleep(2);
    }
  }

  /** What the last command said. */
  String errors() {
    try {
      return Files.readString(directory.resolve("err.txt"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
