package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.activities.training.LedgerFile;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a server that outlives the process, and what only such a one can do. */
class HowARunEndsOnRealTemporalIT extends HowARunEndsIT {
  @RegisterExtension static final SharedTemporal SERVER = new SharedTemporal();

  @Override
  TemporalConnection connect() {
    return SERVER.connect();
  }

  /** The trainer is refused its next heartbeat; the run goes on from the checkpoint it writes. */
  @Test
  void reset_goesOnFromTheCheckpoint() throws Exception {
    process.service.submit(EngineProcess.steps("a", ENDLESS));
    int seen = process.awaitStep("a", 0);

    resetToTheLastDecision();
    LedgerFile ledger = new LedgerFile(process.file("a", "ledger.jsonl"), InstantSource.system());
    while (ledger.resumedSteps().size() < 2) {
      Thread.sleep(20);
    }
    assertThat(process.service.status("a").state()).isEqualTo(TaskState.RUNNING);
    process.service.stop("a");
    FineTuningResult result = process.service.await("a");

    assertThat(result.task().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.task().endedBy()).isEqualTo(EndedBy.STOP);
    assertThat(result.task().steps()).isGreaterThanOrEqualTo(seen);
    assertThat(ledger.resumedSteps().get(1)).isPositive();
  }

  private void resetToTheLastDecision() {
    WorkflowClient client = process.temporal.client();
    String id = TaskQueues.fineTuningWorkflowId("default", "a");
    WorkflowExecution run = client.newUntypedWorkflowStub(id).describe().getExecution();
    long decision =
        client.fetchHistory(id).getEvents().stream()
            .filter(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED)
            .mapToLong(HistoryEvent::getEventId)
            .max()
            .orElseThrow();
    client
        .getWorkflowServiceStubs()
        .blockingStub()
        .resetWorkflowExecution(
            ResetWorkflowExecutionRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setWorkflowExecution(run)
                .setReason("a test")
                .setRequestId(UUID.randomUUID().toString())
                .setWorkflowTaskFinishEventId(decision)
                .build());
  }
}
