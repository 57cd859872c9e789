package io.nasoa.worker.temporal;

import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.FineTuningWorkflow;
import io.nasoa.workflows.tuning.PlanPreview;
import io.nasoa.workflows.tuning.PlanPreviewWorkflow;
import io.nasoa.workflows.tuning.TaskAttributes;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.workflows.tuning.TrainingProgress;
import io.nasoa.workflows.tuning.TuningActivities;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowServiceException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The workflows of one deployment's tasks, as a client sees them. Thread-safe. */
final class TaskWorkflows {
  /** What a server says of an update that its workflow did not live to answer. */
  private static final String ENDED_BEFORE_UPDATE = "AcceptedUpdateCompletedWorkflow";

  private static final int CLOSING_SECONDS = 5;

  /** Memo: number of the run that a workflow is, because its id is the task's. */
  private static final String RUN = "run";

  private static final List<String> STAGES =
      List.of(
          TuningActivities.PROFILE,
          TuningActivities.PLAN,
          TuningActivities.FINE_TUNE,
          TuningActivities.EVALUATE);

  private final WorkflowClient client;
  private final String deployment;
  private volatile boolean searchable;

  TaskWorkflows(WorkflowClient client, String deployment) {
    this.client = client;
    this.deployment = deployment;
  }

  /** From now on workflows start with {@link TaskAttributes}, which the server must know. */
  void useAttributes() {
    searchable = true;
  }

  /**
   * Claims the deployment's names for a store.
   *
   * @throws StoreMismatchException if they belong to another
   */
  void claimDeployment(String storeId) {
    new DeploymentClaim(client, deployment).claim(storeId);
  }

  /** Plans without a task. */
  PlanPreview preview(FineTuningRequest request) {
    PlanPreviewWorkflow stub =
        client.newWorkflowStub(
            PlanPreviewWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(TaskQueues.planPreviewWorkflowId(deployment, request.taskId()))
                .setTaskQueue(TaskQueues.control(deployment))
                .build());
    try {
      return stub.run(request);
    } catch (WorkflowFailedException e) {
      throw e.getCause() instanceof ApplicationFailure told ? told : e;
    }
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
    requireReachable();
    boolean withAttributes = searchable;
    WorkflowOptions.Builder options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(TaskQueues.fineTuningWorkflowId(deployment, state.request().taskId()))
            .setTaskQueue(TaskQueues.control(deployment))
            .setMemo(Map.of(RUN, state.run()))
            .setWorkflowIdConflictPolicy(onRunning)
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE);
    if (withAttributes) {
      options.setTypedSearchAttributes(TaskAttributes.of(state.request()));
    }
    FineTuningWorkflow stub = client.newWorkflowStub(FineTuningWorkflow.class, options.build());
    WorkflowClient.start(stub::run, state.onServer(withAttributes));
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
    return described(task)
        .filter(it -> it.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
        .isPresent();
  }

  /** Whether somebody ended this run's workflow past us, so that it could not tell its end. */
  boolean wasTerminated(String task, int run) {
    return described(task).filter(seen -> isTerminated(seen, run)).isPresent();
  }

  private static boolean isTerminated(WorkflowExecutionDescription seen, int run) {
    return seen.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED
        && Objects.equals(seen.getMemo(RUN, Integer.class), run);
  }

  private Optional<WorkflowExecutionDescription> described(String task) {
    try {
      return Optional.of(reached(task).describe());
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Asks something of the task's workflow and returns when the store knows of it.
   *
   * @return false when no workflow runs
   * @throws TaskStateException when the run's state does not allow it
   */
  boolean update(String task, String name, Object... arguments) {
    try {
      reached(task).update(name, FineTuningStatus.class, arguments);
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    } catch (WorkflowUpdateException e) {
      // A validator's refusal; its type does not get through. What else can fail is an activity.
      if (e.getCause() instanceof ApplicationFailure refusal) {
        if (refusal.getType().equals(ENDED_BEFORE_UPDATE)) {
          return false;
        }
        throw new TaskStateException(refusal.getOriginalMessage());
      }
      throw e;
    }
  }

  /** Completes, in whatever way, when the task's workflow closes. */
  CompletableFuture<FineTuningResult> end(String task) {
    return stub(task).getResultAsync(FineTuningResult.class);
  }

  /**
   * Asks for cancellation.
   *
   * @return false when no workflow runs
   */
  boolean cancel(String task) {
    try {
      reached(task).cancel();
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** Ends a workflow that should not be there. */
  void drop(String task, String reason) {
    try {
      reached(task).terminate(reason);
    } catch (WorkflowNotFoundException e) {
      // Closed already, as it should be.
    }
  }

  /**
   * Adds what the pending stage of the task tells; without a workflow, or as long as the server
   * cannot be reached, nothing.
   *
   * @return empty when somebody terminated this run's workflow
   */
  Optional<FineTuningStatus> withSignOfLife(FineTuningStatus status) {
    Optional<WorkflowExecutionDescription> seen;
    try {
      seen = described(status.taskId());
    } catch (WorkflowServiceException e) {
      return Optional.of(status);
    }
    return seen.isPresent() && isTerminated(seen.get(), status.run())
        ? Optional.empty()
        : Optional.of(
            seen.flatMap(TaskWorkflows::pendingStage).map(it -> at(it, status)).orElse(status));
  }

  private static Optional<PendingActivityInfo> pendingStage(WorkflowExecutionDescription seen) {
    return seen.getRawDescription().getPendingActivitiesList().stream()
        .filter(activity -> STAGES.contains(activity.getActivityType().getName()))
        .findFirst();
  }

  private FineTuningStatus at(PendingActivityInfo stage, FineTuningStatus status) {
    return status.with(state(stage), progress(stage));
  }

  /** A run that is to stand still is at it until its trainer has given the slot back. */
  private static TaskState state(PendingActivityInfo activity) {
    return switch (activity.getState()) {
      case PENDING_ACTIVITY_STATE_STARTED, PENDING_ACTIVITY_STATE_CANCEL_REQUESTED ->
          TaskState.RUNNING;
      default -> TaskState.QUEUED;
    };
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

  /** Calls of the client go on trying for a minute, which nobody wants to wait for an answer. */
  private WorkflowStub reached(String task) {
    requireReachable();
    return stub(task);
  }

  /** Whether the server answers. */
  boolean reachable() {
    return Reachability.of(client.getWorkflowServiceStubs());
  }

  private void requireReachable() {
    if (!reachable()) {
      throw new TemporalUnreachableException(
          "Temporal does not answer; tasks that it has go on when it is back, the others when they are submitted again or resumed");
    }
  }

  private WorkflowStub stub(String task) {
    return client.newUntypedWorkflowStub(TaskQueues.fineTuningWorkflowId(deployment, task));
  }
}
