package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.DeleteWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a server that outlives the process. */
class TaskServiceOnRealTemporalIT extends TaskServiceIT {
  @RegisterExtension static final SharedTemporal SERVER = new SharedTemporal();

  @Override
  TemporalConnection connect() {
    return SERVER.connect();
  }

  /** The workflow is still there, and whoever trains goes on with it. */
  @Test
  @Override
  void status_taskThatNobodyWorksOn_isTheStoredOne() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();
    restart();

    assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(process.trainer.calls).hasSize(2).last().isEqualTo("evaluate");
  }

  /** A server of its own is nothing that this process could renew. */
  @Test
  @Override
  void submit_manyTasksOneAfterAnother_theIdleServerIsRenewedAndNoTaskIsLost() throws Exception {
    WorkflowClient first = process.temporal.client();
    for (int i = 0; i < 22; i++) {
      process.service.submit(OneProcess.request("t" + i, 0));
      assertThat(process.service.await("t" + i).task().state()).isEqualTo(TaskState.SUCCEEDED);
    }

    assertThat(process.temporal.client()).isSameAs(first);
    assertThat(process.tasks.list()).hasSize(22);
  }

  @Test
  @Timeout(180) // the server deletes when it finds the time
  void submit_finishedTask_historyDeleted_givesTheStoredResult() throws Exception {
    process.service.submit(OneProcess.request("a", 0));
    FineTuningResult first = process.service.await("a");
    String id = TaskQueues.fineTuningWorkflowId("default", "a");
    delete(id);

    Submission again = process.service.submit(OneProcess.request("a", 0));

    assertThat(again).isEqualTo(new Submission("a", 1, Submission.Kind.FINISHED, first));
    assertThat(process.service.await("a")).isEqualTo(first);
    assertThat(process.service.status("a").state()).isEqualTo(TaskState.SUCCEEDED);
    restart();
    assertThat(process.service.submit(OneProcess.request("a", 0)).kind())
        .isEqualTo(Submission.Kind.FINISHED);
    assertThat(process.trainer.calls).isEmpty();
    assertThatExceptionOfType(WorkflowNotFoundException.class)
        .isThrownBy(() -> process.client().newUntypedWorkflowStub(id).describe());
  }

  private void delete(String id) throws InterruptedException {
    WorkflowClient client = process.client();
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .deleteWorkflowExecution(
            DeleteWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setWorkflowExecution(WorkflowExecution.newBuilder().setWorkflowId(id))
                .build());
    while (true) {
      try {
        client.newUntypedWorkflowStub(id).describe();
        Thread.sleep(50);
      } catch (WorkflowNotFoundException e) {
        return;
      }
    }
  }

  /** The store's snapshot is older than the workflow, which must not be started from it. */
  @Test
  void resumeUnfinished_afterTheProcessWasLost_attachesToTheRunningWorkflow() throws Exception {
    process.trainer.endless = true;
    process.service.submit(OneProcess.request("a", 0));
    assertThat(process.trainer.training.await(20, TimeUnit.SECONDS)).isTrue();
    WorkflowStub workflow =
        process.client().newUntypedWorkflowStub(TaskQueues.fineTuningWorkflowId("default", "a"));
    String run = workflow.describe().getExecution().getRunId();
    restart();

    assertThat(process.service.resumeUnfinished()).containsExactly("a");
    assertThat(process.service.submit(OneProcess.request("a", 0)).kind())
        .isEqualTo(Submission.Kind.ATTACHED);
    process.service.resume("a");

    assertThat(process.service.await("a").task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(
            process
                .client()
                .newUntypedWorkflowStub(TaskQueues.fineTuningWorkflowId("default", "a"))
                .describe()
                .getExecution()
                .getRunId())
        .isEqualTo(run);
    assertThat(process.trainer.calls).doesNotContain("profile", "plan");
  }
}
