package io.nasoa.worker.temporal;

import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.FineTuningWorkflow;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.workflows.tuning.TrainingProgress;
import io.nasoa.workflows.tuning.TuningActivities;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The workflows of one deployment's tasks, as a client sees them. Thread-safe. */
final class TaskWorkflows {
  private static final int CLOSING_SECONDS = 5;

  private final WorkflowClient client;
  private final String deployment;

  TaskWorkflows(WorkflowClient client, String deployment) {
    this.client = client;
    this.deployment = deployment;
  }

  /** Starts the task's workflow from this state unless it is running. */
  void startOrAttach(FineTuningState state) {
    start(state, WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING);
  }

  /**
   * Starts a new run. An earlier run's workflow may still be closing after its end was stored: it
   * gets a moment, because joining it would leave the new run without a workflow.
   */
  void startNew(FineTuningState state) {
    String task = state.request().taskId();
    try {
      start(state, WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL);
    } catch (WorkflowExecutionAlreadyStarted e) {
      if (!closes(task)) {
        drop(task, "run %d begins".formatted(state.run()));
      }
      startOrAttach(state);
    }
  }

  private void start(FineTuningState state, WorkflowIdConflictPolicy onRunning) {
    FineTuningWorkflow stub =
        client.newWorkflowStub(
            FineTuningWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(
                    TaskQueues.fineTuningWorkflowId(deployment, state.request().taskId()))
                .setTaskQueue(TaskQueues.control(deployment))
                .setWorkflowIdConflictPolicy(onRunning)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build());
    WorkflowClient.start(stub::run, state);
  }

  private boolean closes(String task) {
    try {
      stub(task).getResult(CLOSING_SECONDS, TimeUnit.SECONDS, FineTuningResult.class);
    } catch (TimeoutException e) {
      return false;
    } catch (WorkflowException e) {
      return true;
    }
    return true;
  }

  /** Whether the task's workflow is open. */
  boolean isRunning(String task) {
    try {
      return stub(task).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** Completes, in whatever way, when the task's workflow closes. */
  CompletableFuture<FineTuningResult> end(String task) {
    return stub(task).getResultAsync(FineTuningResult.class);
  }

  /** Asks for cancellation; throws {@link WorkflowNotFoundException} when nothing runs. */
  void cancel(String task) {
    stub(task).cancel();
  }

  /** Ends a workflow that should not be there. */
  void drop(String task, String reason) {
    try {
      stub(task).terminate(reason);
    } catch (WorkflowNotFoundException e) {
      // Closed already, as it should be.
    }
  }

  /** Adds what the pending activity of the task tells; without a workflow, nothing. */
  FineTuningStatus withSignOfLife(FineTuningStatus status) {
    List<PendingActivityInfo> pending;
    try {
      pending = stub(status.taskId()).describe().getRawDescription().getPendingActivitiesList();
    } catch (WorkflowNotFoundException | WorkflowServiceException e) {
      return status;
    }
    for (PendingActivityInfo activity : pending) {
      boolean started = activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED;
      TaskState state = started ? TaskState.RUNNING : TaskState.QUEUED;
      return status.with(state, progress(activity));
    }
    return status;
  }

  private @Nullable TrainingProgress progress(PendingActivityInfo activity) {
    if (!activity.getActivityType().getName().equals(TuningActivities.FINE_TUNE)
        || !activity.hasHeartbeatDetails()) {
      return null;
    }
    return client
        .getOptions()
        .getDataConverter()
        .fromPayloads(
            0,
            Optional.of(activity.getHeartbeatDetails()),
            TrainingProgress.class,
            TrainingProgress.class);
  }

  private WorkflowStub stub(String task) {
    return client.newUntypedWorkflowStub(TaskQueues.fineTuningWorkflowId(deployment, task));
  }
}
