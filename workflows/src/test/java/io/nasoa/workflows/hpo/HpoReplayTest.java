package io.nasoa.workflows.hpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.EndedBy;
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
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories against today's workflow. {@link #main} records those that are missing; an
 * existing one is never written again.
 */
class HpoReplayTest {
  private static final String FOLDER = "histories/";

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "paused-resumed", "stopped", "failed", "cancelled"})
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
  void run_reportsOnTheIncumbentOnly() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.start();
      HpoResult result = WorkflowStub.fromTyped(cluster.hpo()).getResult(HpoResult.class);
      assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(result.endedBy()).isEqualTo(EndedBy.BUDGET);
      assertThat(result.status().evaluations()).isEqualTo(3);
      assertThat(cluster.workers.calls)
          .containsOnlyOnce("calibrate", "train 0", "train 1", "train 2", "report 1")
          .doesNotContain("report 0", "report 2");
    }
  }

  @Test
  void stop_takesTrainersOffAndStillReports() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.workers.hold(true);
      cluster.start();
      cluster.workers.await("train 2", 1);
      cluster.workers.await("report 1", 1);
      // The test's server loses a workflow task now and then when an update meets an activity's
      // end.
      LockSupport.parkNanos(500_000_000);
      cluster.hpo().stop();
      HpoResult result = WorkflowStub.fromTyped(cluster.hpo()).getResult(HpoResult.class);
      assertThat(result.endedBy()).isEqualTo(EndedBy.STOP);
      assertThat(result.status().evaluations()).isEqualTo(2);
      assertThat(cluster.workers.calls).contains("report 1").containsOnlyOnce("train 2");
    }
  }

  @Test
  void nothingThatSucceeds_failsWithTheReason() throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.workers.hopeless = true;
      cluster.start();
      assertThatThrownBy(() -> WorkflowStub.fromTyped(cluster.hpo()).getResult(HpoResult.class))
          .hasRootCauseMessage(
              "message='none of 3 evaluations succeeded: try a longer limit, fewer rungs or other"
                  + " models', type='NothingEvaluated', nonRetryable=true");
      assertThat(cluster.workers.calls).contains("finish FAILED");
    }
  }

  private static WorkflowExecutionHistory read(String kind) throws IOException {
    String name = FOLDER + "hpo-0.2-" + kind + ".json";
    try (InputStream file = HpoReplayTest.class.getClassLoader().getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return WorkflowExecutionHistory.fromJson(
          new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A time-skipping server with one control worker and one trainer, both fakes. */
  private static final class Cluster implements AutoCloseable {
    final FakeHpoWorkers workers = new FakeHpoWorkers();
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
      control.registerWorkflowImplementationTypes(HpoWorkflowImpl.class);
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

    HpoWorkflow hpo() {
      return environment
          .getWorkflowClient()
          .newWorkflowStub(HpoWorkflow.class, TaskQueues.hpoWorkflowId("default", "h"));
    }

    void start() {
      HpoWorkflow stub =
          environment
              .getWorkflowClient()
              .newWorkflowStub(
                  HpoWorkflow.class,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId(TaskQueues.hpoWorkflowId("default", "h"))
                      .setTaskQueue(TaskQueues.control("default"))
                      .build());
      WorkflowClient.start(
          stub::run, HpoState.accepted(HpoSamples.request(), 1, environment.currentTimeMillis()));
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
          cluster.workers.await("train 2", 1);
          cluster.hpo().pause();
          while (cluster.hpo().status().state() != TaskState.PAUSED) {
            Thread.sleep(10);
          }
          cluster.workers.hold(false);
          cluster.hpo().resume();
        });
    record(
        folder,
        "stopped",
        cluster -> {
          cluster.workers.await("train 2", 1);
          cluster.hpo().stop();
        });
    record(
        folder,
        "cancelled",
        cluster -> {
          cluster.workers.await("train 2", 1);
          WorkflowStub.fromTyped(cluster.hpo()).cancel();
        });
  }

  private static void record(Path folder, String kind, Script script) throws Exception {
    Path file = folder.resolve("hpo-0.2-" + kind + ".json");
    if (Files.exists(file)) {
      return;
    }
    try (Cluster cluster = new Cluster()) {
      cluster.workers.bad = kind.equals("failed");
      cluster.workers.hold(List.of("paused-resumed", "stopped", "cancelled").contains(kind));
      cluster.start();
      script.run(cluster);
      try {
        HpoResult result = WorkflowStub.fromTyped(cluster.hpo()).getResult(HpoResult.class);
        System.err.println(kind + ": " + result);
      } catch (RuntimeException e) {
        System.err.println(kind + ": " + e.getCause());
      }
      Files.writeString(
          file,
          cluster
                  .environment
                  .getWorkflowClient()
                  .fetchHistory(TaskQueues.hpoWorkflowId("default", "h"))
                  .toJson(false)
              + "\n");
    }
  }
}
