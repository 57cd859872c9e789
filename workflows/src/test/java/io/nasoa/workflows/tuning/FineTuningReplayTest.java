package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories, one set for each released version, against today's workflow. {@link #main}
 * records those that are missing; an existing one is never written again.
 */
class FineTuningReplayTest {
  private static final String FOLDER = "histories/";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fine-tuning-0.1-succeeded",
        "fine-tuning-0.1-failed",
        "fine-tuning-0.1-cancelled",
        "fine-tuning-0.1-resumed",
        "fine-tuning-0.2-succeeded",
        "fine-tuning-0.2-paused-resumed",
        "fine-tuning-0.2-cancelled-while-paused",
        "fine-tuning-0.2-stopped",
        "fine-tuning-0.2-extended",
        "fine-tuning-0.2-deadline",
        "fine-tuning-0.3-succeeded",
        "fine-tuning-0.4-before-and-after",
        "fine-tuning-0.4-cancelled-before"
      })
  void recordedHistory_replays(String name) throws Exception {
    try (TestCluster cluster = new TestCluster()) {
      WorkflowReplayer.replayWorkflowExecution(read(name), cluster.control);
      assertThat(cluster.trainer.calls).isEmpty();
    }
  }

  @Test
  void changedOrder_isFound() throws Exception {
    String swapped =
        read("fine-tuning-0.1-succeeded")
            .toJson(false)
            .replace(TuningActivities.PLAN, "x")
            .replace(TuningActivities.FINE_TUNE, TuningActivities.PLAN);
    try (TestCluster cluster = new TestCluster()) {
      assertThatThrownBy(
              () ->
                  WorkflowReplayer.replayWorkflowExecution(
                      WorkflowExecutionHistory.fromJson(swapped), cluster.control))
          .hasMessageContaining("NonDeterministicException");
    }
  }

  private static WorkflowExecutionHistory read(String name) throws IOException {
    ClassLoader resources = FineTuningReplayTest.class.getClassLoader();
    try (InputStream file = resources.getResourceAsStream(FOLDER + name + ".json")) {
      assertThat(file).as(name).isNotNull();
      return WorkflowExecutionHistory.fromJson(
          new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Records what is missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0], FOLDER));
    ApplicationFailure diverged =
        ApplicationFailure.newFailure("the loss is not finite", FailureTypes.DIVERGED);
    FineTuningRequest steps = Samples.request("a", null, null);
    FineTuningRequest budget = Samples.request("a", 60.0, null);
    record(folder, "0.1-succeeded", Samples.request("a"), cluster -> {});
    record(
        folder,
        "0.1-failed",
        Samples.request("a"),
        cluster -> cluster.trainer.failAt(Stage.FINE_TUNE, diverged));
    record(folder, "0.1-cancelled", Samples.request("a"), training(TestCluster::cancel));
    record(folder, "0.2-succeeded", steps, cluster -> {});
    record(folder, "0.3-succeeded", budget, cluster -> {});
    FineTuningRequest dags = Samples.withSteps();
    record(folder, "0.4-before-and-after", dags, cluster -> {});
    record(folder, "0.4-cancelled-before", dags, FineTuningReplayTest::cancelBefore);
    record(folder, "0.2-paused-resumed", steps, training(FineTuningReplayTest::pauseAndResume));
    record(
        folder,
        "0.2-cancelled-while-paused",
        steps,
        training(
            cluster -> {
              cluster.run().pause();
              cluster.awaitPause();
              cluster.cancel();
            }));
    record(folder, "0.2-stopped", steps, training(cluster -> cluster.run().stop()));
    record(folder, "0.2-extended", budget, training(FineTuningReplayTest::extend));
    Instant soon = Instant.now().plusSeconds(2);
    record(folder, "0.2-deadline", Samples.request("a", null, soon), training(cluster -> {}));
  }

  private static void cancelBefore(TestCluster cluster) throws InterruptedException {
    cluster.airflow.hold();
    cluster.start();
    cluster.airflow.awaitWaiting();
    cluster.cancel();
  }

  private static void pauseAndResume(TestCluster cluster) {
    cluster.run().pause();
    cluster.awaitPause();
    cluster.trainer.release(Stage.FINE_TUNE);
    cluster.run().resume();
  }

  private static void extend(TestCluster cluster) throws InterruptedException {
    cluster.run().extend(new Intervention.Extend(Intervention.Extend.SCHEMA, 30));
    cluster.trainer.await(Stage.FINE_TUNE, 2);
    cluster.trainer.release(Stage.FINE_TUNE);
  }

  private interface Script {
    void run(TestCluster cluster) throws InterruptedException;
  }

  /** Something that happens to a run while it trains. */
  private static Script training(Script then) {
    return cluster -> {
      cluster.trainer.hold(Stage.FINE_TUNE);
      cluster.start();
      cluster.trainer.await(Stage.FINE_TUNE, 1);
      then.run(cluster);
    };
  }

  private static void record(Path folder, String kind, FineTuningRequest request, Script script)
      throws Exception {
    Path file = folder.resolve("fine-tuning-" + kind + ".json");
    if (Files.exists(file)) {
      return;
    }
    try (TestCluster cluster = new TestCluster()) {
      cluster.request = request;
      script.run(cluster);
      cluster.start();
      try {
        WorkflowStub.fromTyped(cluster.run()).getResult(FineTuningResult.class);
      } catch (RuntimeException e) {
        System.err.println(kind + ": " + e.getCause());
      }
      String id = TaskQueues.fineTuningWorkflowId("default", "a");
      Files.writeString(
          file, cluster.environment.getWorkflowClient().fetchHistory(id).toJson(false) + "\n");
    }
  }
}
