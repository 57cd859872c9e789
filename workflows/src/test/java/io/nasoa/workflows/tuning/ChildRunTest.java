package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.plugin.ForeignWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that somebody else's workflow starts, past the API. */
@Timeout(60)
class ChildRunTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void close() {
    cluster.close();
  }

  private ForeignWorkflow foreign() {
    WorkflowClient client = cluster.environment.getWorkflowClient();
    return client.newWorkflowStub(
        ForeignWorkflow.class,
        WorkflowOptions.newBuilder().setTaskQueue(TestCluster.FOREIGN_QUEUE).build());
  }

  @Test
  void child_claimsItsTaskBeforeAnythingElse() {
    assertThat(foreign().accuracy(Samples.request("a"))).isEqualTo(0.75);

    assertThat(cluster.records.claims).hasSize(1);
    assertThat(cluster.records.saved).allMatch(state -> state.run() == 1);
    assertThat(cluster.records.finished).hasSize(1);
  }

  @Test
  void child_sameRequestDoneBefore_getsThatResultAndTrainsNothing() {
    cluster.records.earlier = Samples.finish().toResult();

    assertThat(foreign().accuracy(Samples.request("a")))
        .isEqualTo(Samples.finish().toResult().task().accuracy());

    assertThat(cluster.trainer.calls).isEmpty();
    assertThat(cluster.records.finished).isEmpty();
  }

  @Test
  void unclaimedRun_underAnotherWorkflowId_isRefused() {
    FineTuningState unclaimed = FineTuningState.unclaimed(Samples.request("a"), 0);

    assertThatThrownBy(() -> cluster.stub("b").run(unclaimed))
        .isInstanceOf(WorkflowFailedException.class)
        .hasStackTraceContaining("must have the id nasoa/default/fine-tuning/a");
    assertThat(cluster.records.claims).isEmpty();
  }
}
