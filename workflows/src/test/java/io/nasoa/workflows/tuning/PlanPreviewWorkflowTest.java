package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PlanPreviewWorkflowTest {
  private static final String NEWEST_HISTORY = "histories/plan-preview-0.3.json";

  private static PlanPreviewWorkflow stub(TestCluster cluster) {
    WorkflowClient client = cluster.environment.getWorkflowClient();
    return client.newWorkflowStub(
        PlanPreviewWorkflow.class,
        WorkflowOptions.newBuilder()
            .setWorkflowId(TaskQueues.planPreviewWorkflowId("default", "p"))
            .setTaskQueue(TaskQueues.control("default"))
            .build());
  }

  @Test
  void run_profilesAndPlans_andStoresNothing() {
    try (TestCluster cluster = new TestCluster()) {
      PlanPreview preview = stub(cluster).run(Samples.request("p"));

      assertThat(preview.profile()).isEqualTo(Samples.profile());
      assertThat(preview.plan()).isEqualTo(Samples.plan());
      assertThat(cluster.trainer.calls).containsExactly("PROFILE", "PLAN");
      assertThat(cluster.records.saved).isEmpty();
      assertThat(cluster.records.finished).isEmpty();
    }
  }

  @Test
  void run_noPlanFits_tellsTheTrainersSentenceAndType() {
    try (TestCluster cluster = new TestCluster()) {
      cluster.trainer.failAt(
          Stage.PLAN, ApplicationFailure.newFailure("no plan fits", FailureTypes.NO_FEASIBLE_PLAN));

      assertThatThrownBy(() -> stub(cluster).run(Samples.request("p")))
          .isInstanceOf(WorkflowFailedException.class)
          .cause()
          .isInstanceOfSatisfying(
              ApplicationFailure.class,
              failure -> {
                assertThat(failure.getOriginalMessage()).isEqualTo("no plan fits");
                assertThat(failure.getType()).isEqualTo(FailureTypes.NO_FEASIBLE_PLAN);
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"histories/plan-preview-0.1.json", NEWEST_HISTORY})
  void recordedHistory_replays(String history) throws Exception {
    try (TestCluster cluster = new TestCluster();
        InputStream file = getClass().getClassLoader().getResourceAsStream(history)) {
      assertThat(file).isNotNull();
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowExecutionHistory.fromJson(
              new String(file.readAllBytes(), StandardCharsets.UTF_8)),
          cluster.control);
      assertThat(cluster.trainer.calls).isEmpty();
    }
  }

  /** Records the newest history; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0], NEWEST_HISTORY);
    if (Files.exists(file)) {
      return;
    }
    try (TestCluster cluster = new TestCluster()) {
      stub(cluster).run(Samples.request("p"));
      String id = TaskQueues.planPreviewWorkflowId("default", "p");
      Files.writeString(
          file, cluster.environment.getWorkflowClient().fetchHistory(id).toJson(false) + "\n");
    }
  }
}
