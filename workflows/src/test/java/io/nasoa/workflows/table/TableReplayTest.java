package io.nasoa.workflows.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories against today's workflow. {@link #main} records those that are missing; an
 * existing one is never written again.
 */
class TableReplayTest {
  private static final String FOLDER = "histories/";

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "paused-resumed", "failed", "cancelled"})
  void recordedHistory_replays(String kind) throws Exception {
    try (Cluster cluster = new Cluster()) {
      WorkflowReplayer.replayWorkflowExecution(read(kind), cluster.control);
      assertThat(cluster.workers.calls).isEmpty();
    }
  }

  @Test
  void changedOrder_isFound() throws Exception {
    String swapped =
        read("succeeded")
            .toJson(false)
            .replace(TrialActivities.REPORT, "x")
            .replace(TrialActivities.DESCRIBE, TrialActivities.REPORT);
    try (Cluster cluster = new Cluster()) {
      assertThatThrownBy(
              () ->
                  WorkflowReplayer.replayWorkflowExecution(
                      WorkflowExecutionHistory.fromJson(swapped), cluster.control))
          .hasMessageContaining("NonDeterministicException");
    }
  }

  @Test
  void trialWithoutWeights_isNotReported() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.start();
      TableResult result = WorkflowStub.fromTyped(cluster.table()).getResult(TableResult.class);
      assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(result.status().done()).isEqualTo(3);
      assertThat(cluster.workers.calls)
          .containsOnlyOnce("calibrate", "train 3", "train 4", "train 5", "report 3", "report 4")
          .doesNotContain("report 5");
    }
  }

  private static WorkflowExecutionHistory read(String kind) throws IOException {
    String name = FOLDER + "fine-tuning-table-0.2-" + kind + ".json";
    try (InputStream file = TableReplayTest.class.getClassLoader().getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return WorkflowExecutionHistory.fromJson(
          new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A time-skipping server with one control worker and one trainer, both fakes. */
  private static final class Cluster implements AutoCloseable {
    final FakeTableWorkers workers = new FakeTableWorkers();
    final TestWorkflowEnvironment environment;
    final Worker control;

    Cluster() {
      environment =
          TestWorkflowEnvironment.newInstance(
              TestEnvironmentOptions.newBuilder()
                  .setWorkflowClientOptions(
                      WorkflowClientOptions.newBuilder()
                          .setIdentity("test")
                          .setDataConverter(PayloadConverters.newDataConverter())
                          .build())
                  .build());
      control = environment.newWorker(TaskQueues.control("default"));
      control.registerWorkflowImplementationTypes(FineTuningTableWorkflowImpl.class);
      control.registerActivitiesImplementations(workers);
      environment
          .newWorker(
              TaskQueues.trainer("default", "cpu"),
              WorkerOptions.newBuilder()
                  .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                  .build())
          .registerActivitiesImplementations(workers);
      environment.start();
    }

    FineTuningTableWorkflow table() {
      return environment
          .getWorkflowClient()
          .newWorkflowStub(
              FineTuningTableWorkflow.class, TaskQueues.tableWorkflowId("default", "t"));
    }

    void start() {
      FineTuningTableWorkflow stub =
          environment
              .getWorkflowClient()
              .newWorkflowStub(
                  FineTuningTableWorkflow.class,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId(TaskQueues.tableWorkflowId("default", "t"))
                      .setTaskQueue(TaskQueues.control("default"))
                      .build());
      WorkflowClient.start(
          stub::run,
          TableState.accepted(TableSamples.request(), 1, environment.currentTimeMillis()));
    }

    @Override
    public void close() {
      environment.close();
    }
  }

  private interface Script {
    void run(Cluster cluster) throws InterruptedException;
  }

  /** Records what is missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0], FOLDER));
    record(folder, "succeeded", cluster -> {});
    record(folder, "failed", cluster -> {});
    record(
        folder,
        "paused-resumed",
        cluster -> {
          cluster.workers.await("train", 2);
          cluster.table().pause();
          while (cluster.table().status().state() != TaskState.PAUSED) {
            Thread.sleep(10);
          }
          cluster.workers.hold(false);
          cluster.table().resume();
        });
    record(
        folder,
        "cancelled",
        cluster -> {
          cluster.workers.await("train", 2);
          WorkflowStub.fromTyped(cluster.table()).cancel();
        });
  }

  private static void record(Path folder, String kind, Script script) throws Exception {
    Path file = folder.resolve("fine-tuning-table-0.2-" + kind + ".json");
    if (Files.exists(file)) {
      return;
    }
    try (Cluster cluster = new Cluster()) {
      cluster.workers.bad = kind.equals("failed");
      cluster.workers.hold(kind.equals("paused-resumed") || kind.equals("cancelled"));
      cluster.start();
      script.run(cluster);
      try {
        TableResult result = WorkflowStub.fromTyped(cluster.table()).getResult(TableResult.class);
        System.err.println(kind + ": " + result);
      } catch (RuntimeException e) {
        System.err.println(kind + ": " + e.getCause());
      }
      Files.writeString(
          file,
          cluster
                  .environment
                  .getWorkflowClient()
                  .fetchHistory(TaskQueues.tableWorkflowId("default", "t"))
                  .toJson(false)
              + "\n");
    }
  }
}
