package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
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
        "fine-tuning-0.1-resumed"
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
    record(folder, "succeeded", cluster -> {}, false);
    record(
        folder,
        "failed",
        cluster ->
            cluster.trainer.failAt(
                Stage.FINE_TUNE,
                ApplicationFailure.newFailure("the loss is not finite", FailureTypes.DIVERGED)),
        false);
    record(folder, "cancelled", cluster -> cluster.trainer.trainForEver(), false);
    record(folder, "resumed", cluster -> {}, true);
  }

  private interface Preparation {
    void prepare(TestCluster cluster);
  }

  private static void record(Path folder, String kind, Preparation preparation, boolean resumed)
      throws Exception {
    Path file = folder.resolve("fine-tuning-0.1-" + kind + ".json");
    if (Files.exists(file)) {
      return;
    }
    try (TestCluster cluster = new TestCluster()) {
      preparation.prepare(cluster);
      FineTuningWorkflow stub = cluster.stub(kind);
      FineTuningState accepted = cluster.accepted(Samples.request(kind));
      WorkflowClient.start(
          stub::run, resumed ? accepted.with(Samples.profile()).with(Samples.plan()) : accepted);
      if (kind.equals("cancelled") && cluster.trainer.training.await(30, TimeUnit.SECONDS)) {
        WorkflowStub.fromTyped(stub).cancel();
      }
      try {
        WorkflowStub.fromTyped(stub).getResult(FineTuningResult.class);
      } catch (RuntimeException e) {
        System.err.println(kind + ": " + e.getCause());
      }
      String id = TaskQueues.fineTuningWorkflowId("default", kind);
      Files.writeString(
          file, cluster.environment.getWorkflowClient().fetchHistory(id).toJson(false) + "\n");
    }
  }
}
