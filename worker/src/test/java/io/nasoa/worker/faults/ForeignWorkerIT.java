package io.nasoa.worker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.uber.m3.tally.NoopScope;
import io.nasoa.worker.cli.Launcher;
import io.nasoa.worker.config.SettingsReader;
import io.nasoa.worker.foreign.ForeignWorker;
import io.nasoa.worker.foreign.TrainAndShip;
import io.nasoa.worker.temporal.RealTemporal;
import io.nasoa.worker.temporal.TemporalConnection;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's workflow fine-tunes by a child workflow and survives the death of its worker. */
@Timeout(600)
class ForeignWorkerIT {
  private static final String QUEUE = "somebody-else";

  /** What a foreign program need not have. */
  private static final List<String> OURS =
      List.of(
          "nasoa-activities",
          "nasoa-worker",
          "nasoa-baselines",
          "pytorch",
          "api-0",
          "djl",
          "h2-",
          "jdbi",
          "flyway",
          "HikariCP",
          "weka",
          "picocli",
          "jetty",
          "temporal-test-server",
          "temporal-envconfig");

  @TempDir private Path directory;

  private Process foreign(RealTemporal server, Map<String, String> temporal) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath(),
            ForeignWorker.class.getName(),
            server.address(),
            String.valueOf(temporal.get("TEMPORAL_NAMESPACE")),
            QUEUE);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("foreign.txt").toFile())
        .start();
  }

  /** The {@code workflows} jar and what it needs, and this module's test classes. */
  private static String classPath() throws IOException {
    Path module = Launcher.script().resolveSibling("worker");
    List<String> entries = new ArrayList<>();
    entries.add(module.resolve("target/test-classes").toString());
    try (Stream<Path> jars = Files.list(module.resolve("target/nasoa/lib"))) {
      jars.filter(jar -> OURS.stream().noneMatch(jar.getFileName().toString()::startsWith))
          .map(Path::toString)
          .forEach(entries::add);
    }
    assertThat(entries).anyMatch(entry -> entry.contains("nasoa-workflows"));
    return String.join(File.pathSeparator, entries);
  }

  private static FineTuningRequest request() {
    return new FineTuningRequest(
        FineTuningRequest.SCHEMA,
        "child",
        "default",
        "draw:shapes:classes=3,images=120,size=32",
        null,
        100,
        "nasoa-5m",
        0,
        null,
        null,
        8,
        1,
        null,
        3,
        "cpu",
        1);
  }

  @Test
  void childOfAForeignWorkflow_survivesTheDeathOfTheForeignWorker() throws Exception {
    Path data = directory.resolve("data");
    try (RealTemporal server =
        RealTemporal.start(Files.createDirectory(directory.resolve("temporal")))) {
      Map<String, String> temporal = server.environment();
      Map<String, String> environment = Program.environment(data, temporal);
      Process first = foreign(server, temporal);
      try (Program up = Program.start(directory.resolve("up"), environment, "up");
          TemporalConnection connection =
              TemporalConnection.open(
                  SettingsReader.read(Map.of(), null, temporal, Path.of(""), 1)
                      .settings()
                      .temporal(),
                  new NoopScope())) {
        up.awaitLine("http://127.0.0.1");
        WorkflowStub run = start(connection.client());
        Path ledger = data.resolve("tasks/child/ledger.jsonl");
        up.await(() -> Files.exists(ledger) && Files.readString(ledger).contains("CHECKPOINT"));

        first.destroyForcibly().waitFor();
        Process second = foreign(server, temporal);
        try {
          assertThat(run.getResult(5, TimeUnit.MINUTES, String.class))
              .isEqualTo("shipped tasks/child/model.safetensors of SUCCEEDED");
        } finally {
          second.destroyForcibly();
        }
        // The child claimed its task, so it is one like any other.
        assertThat(
                Program.run(directory.resolve("show"), environment, "task", "show", "child").out())
            .contains("SUCCEEDED");
      } finally {
        first.destroyForcibly();
      }
    }
  }

  private static WorkflowStub start(WorkflowClient client) {
    TrainAndShip stub =
        client.newWorkflowStub(
            TrainAndShip.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    WorkflowClient.start(stub::run, request());
    return WorkflowStub.fromTyped(stub);
  }
}
