package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.CommandRun;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.temporal.RealTemporal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several workers and deployments on one real server. */
@Timeout(600)
class WorkersIT {
  @TempDir private Path directory;
  private RealTemporal server;
  private Map<String, String> temporal;

  @BeforeEach
  void start() throws Exception {
    server = RealTemporal.start(Files.createDirectory(directory.resolve("temporal")));
    temporal = server.environment();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  /** One store and what works for it. */
  private final class Deployment {
    final String name;
    final Path data;
    final Map<String, String> environment;

    Deployment(String name) {
      this.name = name;
      this.data = directory.resolve("data-" + name);
      Map<String, String> variables = new HashMap<>(temporal);
      variables.put("NASOA_DEPLOYMENT", name);
      variables.put("NASOA_SLOTS", "1");
      this.environment = Program.environment(data, variables);
    }

    Program control() throws Exception {
      Program up =
          Program.start(
              directory.resolve("up-" + name), environment, "up", "--trainers", "elsewhere");
      up.awaitLine("http://127.0.0.1");
      return up;
    }

    Program worker(String number) throws Exception {
      Program worker =
          Program.start(
              directory.resolve("worker-%s-%s".formatted(name, number)),
              environment,
              "worker",
              "start");
      worker.awaitLine("training for deployment " + name);
      return worker;
    }

    CommandRun run(String output, String... arguments) throws Exception {
      return Program.run(directory.resolve(name + "-" + output), environment, arguments);
    }

    JsonNode submit(String id, int steps, String... more) throws Exception {
      String[] arguments = {
        "task",
        "submit",
        "draw:shapes:classes=3,images=120,size=32",
        "--steps",
        Integer.toString(steps),
        "--batch-size",
        "8",
        "--model",
        "nasoa-5m",
        "--id",
        id,
        "--checkpoint-interval",
        "1s",
        "-o",
        "json"
      };
      CommandRun run = run("submit-" + id + more.length, concat(arguments, more));
      assertThat(run.code()).as(run.err()).isZero();
      return Json.MAPPER.readTree(run.out());
    }

    boolean trains(String id) throws IOException {
      Path ledger = data.resolve("tasks").resolve(id).resolve("ledger.jsonl");
      return Files.exists(ledger) && Files.readString(ledger).contains("\"CHECKPOINT\"");
    }
  }

  private static String[] concat(String[] first, String... second) {
    return Stream.of(first, second).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void killedWorker_anotherOneTakesItsTaskOver() throws Exception {
    Deployment deployment = new Deployment("a");
    try (Program control = deployment.control();
        Program first = deployment.worker("1")) {
      deployment.submit("calm", 400, "--wait");
      deployment.submit("moved", 400);
      control.await(() -> deployment.trains("moved"));
      first.close(); // before the second starts: its start may take longer than the whole task
      try (Program second = deployment.worker("2")) {
        JsonNode moved = deployment.submit("moved", 400, "--wait");

        assertThat(moved.path("attempts").asInt()).isEqualTo(2);
        assertThat(second.alive()).isTrue();
      }
    }
    Path tasks = deployment.data.resolve("tasks");
    assertThat(tasks.resolve("moved/model.safetensors"))
        .hasSameBinaryContentAs(tasks.resolve("calm/model.safetensors"));
  }

  @Test
  void twoDeployments_fourWorkers_noTaskRunsAtTheWrongOne() throws Exception {
    Deployment a = new Deployment("a");
    Deployment b = new Deployment("b");
    try (Program controlA = a.control();
        Program controlB = b.control();
        Program firstA = a.worker("1");
        Program secondA = a.worker("2");
        Program firstB = b.worker("1");
        Program secondB = b.worker("2")) {
      for (int i = 0; i < 3; i++) {
        a.submit("same-" + i, 5);
        b.submit("same-" + i, 10);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(a.submit("same-" + i, 5, "--wait").path("steps").asInt()).isEqualTo(5);
        assertThat(b.submit("same-" + i, 10, "--wait").path("steps").asInt()).isEqualTo(10);
        assertThat(a.data.resolve("tasks/same-" + i + "/model.safetensors")).exists();
        assertThat(b.data.resolve("tasks/same-" + i + "/model.safetensors")).exists();
      }
      for (Program each : new Program[] {controlA, controlB, firstA, secondA, firstB, secondB}) {
        assertThat(each.alive()).as(each.errors()).isTrue();
      }
    }
  }

  @Test
  void wrongArtifactRoot_workerRefusesToPollAndSaysWhy() throws Exception {
    Deployment right = new Deployment("a");
    Path wrong = directory.resolve("data-wrong");
    try (Program control = right.control()) {
      assertThat(control.alive()).isTrue();
      for (boolean marked : new boolean[] {false, true}) {
        if (marked) { // another store's
          Map<String, String> alone = Program.environment(wrong, Map.of());
          assertThat(Program.run(directory.resolve("zoo"), alone, "zoo", "list").code()).isZero();
        } else {
          Files.createDirectories(wrong);
        }

        CommandRun refused =
            right.run("refused-" + marked, "worker", "start", "--data-dir", wrong.toString());

        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.err()).contains(wrong.toString()).contains("artifact root");
      }
    }
  }

  @Test
  void otherStoreOfTheSameDeployment_isRefused() throws Exception {
    Deployment first = new Deployment("a");
    try (Program control = first.control()) {
      assertThat(control.alive()).isTrue();

      CommandRun refused =
          first.run("second", "up", "--data-dir", directory.resolve("data-second").toString());

      assertThat(refused.code()).isEqualTo(4);
      assertThat(refused.err()).contains("deployment 'a'").contains("belongs to store");
    }
  }
}
