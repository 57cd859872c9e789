package io.nasoa.worker.temporal;

import io.nasoa.workflows.run.RunState;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The workflows of one deployment's searches or builds, as a client sees them. Thread-safe.
 *
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 */
final class RunWorkflows<T, R> {
  /** What a server says of an update that its workflow did not live to answer. */
  private static final String ENDED_BEFORE_UPDATE = "AcceptedUpdateCompletedWorkflow";

  private static final int CLOSING_SECONDS = 5;

  /** Memo: number of the run that a workflow is, because its id is the work's. */
  private static final String RUN = "run";

  private final WorkflowClient client;
  private final String deployment;
  private final RunKind<T, R> kind;

  RunWorkflows(WorkflowClient client, String deployment, RunKind<T, R> kind) {
    this.client = client;
    this.deployment = deployment;
    this.kind = kind;
  }

  /** Starts its workflow from this state unless it is running. */
  void startOrAttach(RunState<?> state) {
    start(state, WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING);
  }

  /** Starts a new run; an earlier run's workflow that is still closing gets a moment. */
  void startNew(RunState<?> state) {
    String id = state.request().id();
    try {
      start(state, WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL);
    } catch (WorkflowExecutionAlreadyStarted e) {
      if (!closes(id)) {
        drop(id, "run %d begins".formatted(state.run()));
      }
      startOrAttach(state);
    }
  }

  private void start(RunState<?> state, WorkflowIdConflictPolicy onRunning) {
    requireReachable();
    client
        .newUntypedWorkflowStub(
            kind.workflow(),
            WorkflowOptions.newBuilder()
                .setWorkflowId(kind.workflowId().apply(deployment, state.request().id()))
                .setTaskQueue(TaskQueues.control(deployment))
                .setMemo(Map.of(RUN, state.run()))
                .setWorkflowIdConflictPolicy(onRunning)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build())
        .start(state);
  }

  private boolean closes(String id) {
    try {
      stub(id).getResult(CLOSING_SECONDS, TimeUnit.SECONDS, kind.result());
    } catch (TimeoutException e) {
      return false;
    } catch (WorkflowException e) {
      return true;
    }
    return true;
  }

  /** Whether its workflow is open. */
  boolean isRunning(String id) {
    try {
      return reached(id).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** Whether somebody ended this run's workflow past us, so that it could not tell its end. */
  boolean wasTerminated(String id, int run) {
    try {
      var seen = reached(id).describe();
      return seen.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED
          && Objects.equals(seen.getMemo(RUN, Integer.class), run);
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** What its workflow says of itself; empty when none runs. */
  Optional<T> status(String id) {
    try {
      return Optional.of(reached(id).query(kind.statusQuery(), kind.status()));
    } catch (WorkflowException e) {
      return Optional.empty(); // closed, lost, or its worker is just being started
    }
  }

  /**
   * Asks something of its workflow and returns when the store knows of it.
   *
   * @return false when no workflow runs
   * @throws TaskStateException when its state does not allow it
   */
  boolean update(String id, String name) {
    try {
      reached(id).update(name, kind.status());
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    } catch (WorkflowUpdateException e) {
      if (e.getCause() instanceof ApplicationFailure refusal) {
        if (refusal.getType().equals(ENDED_BEFORE_UPDATE)) {
          return false;
        }
        throw new TaskStateException(refusal.getOriginalMessage());
      }
      throw e;
    }
  }

  /** Completes, in whatever way, when its workflow closes. */
  CompletableFuture<R> end(String id) {
    return stub(id).getResultAsync(kind.result());
  }

  /**
   * Asks for cancellation.
   *
   * @return false when no workflow runs
   */
  boolean cancel(String id) {
    try {
      reached(id).cancel();
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** Ends a workflow that should not be there. */
  void drop(String id, String reason) {
    try {
      reached(id).terminate(reason);
    } catch (WorkflowNotFoundException e) {
      // Closed already, as it should be.
    }
  }

  private WorkflowStub reached(String id) {
    requireReachable();
    return stub(id);
  }

  private void requireReachable() {
    if (!Reachability.of(client.getWorkflowServiceStubs())) {
      throw new TemporalUnreachableException(
          "Temporal does not answer; %s that it has go on when it is back, the others when they are started again"
              .formatted(kind.kind().plural()));
    }
  }

  private WorkflowStub stub(String id) {
    return client.newUntypedWorkflowStub(kind.workflowId().apply(deployment, id));
  }
}
