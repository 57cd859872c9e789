package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.CommandRun;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What dies of trainer and control, the other one goes on, and the model is the same. */
@Timeout(600)
class TrainerProcessesIT {
  private static final String[] TASK = {
    "task",
    "submit",
    "draw:shapes:classes=3,images=120,size=32",
    "--steps",
    "150",
    "--batch-size",
    "8",
    "--model",
    "nasoa-5m",
    "--checkpoint-interval",
    "1s",
    "-o",
    "json"
  };

  @TempDir private Path directory;
  private Map<String, String> environment;

  @BeforeEach
  void prepare() {
    environment = Program.environment(directory.resolve("data"), Map.of());
  }

  private Program up(String name) throws IOException {
    return Program.start(directory.resolve(name), environment, "up");
  }

  private static String[] task(String id, String... more) {
    String[] named = {"--id", id};
    return Stream.of(TASK, named, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private JsonNode submit(String id) throws Exception {
    CommandRun run = Program.run(directory.resolve("submit-" + id), environment, task(id));
    assertThat(run.code()).as(run.err()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  private JsonNode result(String id) throws Exception {
    CommandRun run = Program.run(directory.resolve("wait-" + id), environment, task(id, "--wait"));
    assertThat(run.code()).as(run.err()).isZero();
    return Json.MAPPER.readTree(run.out());
  }

  private boolean trains(String id) {
    Path ledger = directory.resolve("data/tasks/%s/ledger.jsonl".formatted(id));
    try {
      return Files.exists(ledger) && Files.readString(ledger).contains("\"CHECKPOINT\"");
    } catch (IOException e) {
      return false;
    }
  }

  private void assertSameModel(String one, String other) {
    Path tasks = directory.resolve("data/tasks");
    for (String file : new String[] {"model.safetensors", "metrics.jsonl"}) {
      assertThat(tasks.resolve(one).resolve(file))
          .hasSameBinaryContentAs(tasks.resolve(other).resolve(file));
    }
  }

  @Test
  void trainerCrashes_controlGoesOn_andTheModelIsTheSame() throws Exception {
    try (Program up = up("up")) {
      up.awaitLine("http://127.0.0.1");
      submit("calm");
      result("calm");
      submit("crashed");
      up.await(() -> trains("crashed"));
      ProcessHandle trainer = up.children().get(0);

      Program.signal("SEGV", trainer.pid()); // as a defect in native code would

      JsonNode crashed = result("crashed");
      assertThat(crashed.path("attempts").asInt()).isEqualTo(2);
      assertThat(crashed.path("ledger").path("down").asDouble()).isPositive();
      assertThat(up.alive()).isTrue();
      assertThat(up.children()).hasSize(1).doesNotContain(trainer);
      assertSameModel("calm", "crashed");
    }
  }

  @Test
  void controlIsKilled_itsTrainerEnds_andTheNextOneGoesOn() throws Exception {
    ProcessHandle orphan;
    try (Program up = up("up")) {
      up.awaitLine("http://127.0.0.1");
      submit("calm");
      result("calm");
      submit("orphaned");
      up.await(() -> trains("orphaned"));
      orphan = up.children().get(0);
      up.kill();
    }
    try (Program next = up("next")) {
      next.awaitLine("http://127.0.0.1");
      result("orphaned");
      next.await(() -> !orphan.isAlive());
      assertSameModel("calm", "orphaned");
    }
  }

  @Test
  void planOfARunningOwner_isMadeByATrainer() throws Exception {
    try (Program up = up("up")) {
      up.awaitLine("http://127.0.0.1");

      CommandRun plan =
          Program.run(
              directory.resolve("plan"),
              environment,
              "task",
              "plan",
              "draw:shapes:classes=3,images=60,size=32",
              "--budget",
              "10s",
              "-o",
              "json");

      assertThat(plan.code()).as(plan.err()).isZero();
      assertThat(Json.MAPPER.readTree(plan.out()).path("regime").path("steps").asInt())
          .isPositive();
      assertThat(mapsEngine(up.pid())).isFalse();
      assertThat(mapsEngine(up.children().get(0).pid())).isTrue();
    }
  }

  private static boolean mapsEngine(long pid) throws IOException {
    return Files.readString(Path.of("/proc/%d/maps".formatted(pid))).contains("libtorch");
  }
}
