package io.nasoa.worker.temporal;

import io.nasoa.workflows.search.NasSearchWorkflow;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.search.SearchWorkflowState;
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

/** The workflows of one deployment's searches, as a client sees them. Thread-safe. */
final class SearchWorkflows {
  /** What a server says of an update that its workflow did not live to answer. */
  private static final String ENDED_BEFORE_UPDATE = "AcceptedUpdateCompletedWorkflow";

  private static final int CLOSING_SECONDS = 5;

  /** Memo: number of the run that a workflow is, because its id is the search's. */
  private static final String RUN = "run";

  private final WorkflowClient client;
  private final String deployment;

  SearchWorkflows(WorkflowClient client, String deployment) {
    this.client = client;
    this.deployment = deployment;
  }

  /** Starts the search's workflow from this state unless it is running. */
  void startOrAttach(SearchWorkflowState state) {
    start(state, WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING);
  }

  /** Starts a new run; an earlier run's workflow that is still closing gets a moment. */
  void startNew(SearchWorkflowState state) {
    String search = state.request().searchId();
    try {
      start(state, WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL);
    } catch (WorkflowExecutionAlreadyStarted e) {
      if (!closes(search)) {
        drop(search, "run %d begins".formatted(state.run()));
      }
      startOrAttach(state);
    }
  }

  private void start(SearchWorkflowState state, WorkflowIdConflictPolicy onRunning) {
    requireReachable();
    NasSearchWorkflow stub =
        client.newWorkflowStub(
            NasSearchWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(TaskQueues.searchWorkflowId(deployment, state.request().searchId()))
                .setTaskQueue(TaskQueues.control(deployment))
                .setMemo(Map.of(RUN, state.run()))
                .setWorkflowIdConflictPolicy(onRunning)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build());
    WorkflowClient.start(stub::run, state);
  }

  private boolean closes(String search) {
    try {
      stub(search).getResult(CLOSING_SECONDS, TimeUnit.SECONDS, SearchResult.class);
    } catch (TimeoutException e) {
      return false;
    } catch (WorkflowException e) {
      return true;
    }
    return true;
  }

  /** Whether the search's workflow is open. */
  boolean isRunning(String search) {
    try {
      return reached(search).describe().getStatus()
          == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** Whether somebody ended this run's workflow past us, so that it could not tell its end. */
  boolean wasTerminated(String search, int run) {
    try {
      var seen = reached(search).describe();
      return seen.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TERMINATED
          && Objects.equals(seen.getMemo(RUN, Integer.class), run);
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** What the search's workflow says of itself; empty when none runs. */
  Optional<SearchStatus> status(String search) {
    try {
      return Optional.of(reached(search).query(NasSearchWorkflow.STATUS, SearchStatus.class));
    } catch (WorkflowException e) {
      return Optional.empty(); // closed, lost, or its worker is just being started
    }
  }

  /**
   * Asks something of the search's workflow and returns when the store knows of it.
   *
   * @return false when no workflow runs
   * @throws TaskStateException when the search's state does not allow it
   */
  boolean update(String search, String name) {
    try {
      reached(search).update(name, SearchStatus.class);
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

  /** Completes, in whatever way, when the search's workflow closes. */
  CompletableFuture<SearchResult> end(String search) {
    return stub(search).getResultAsync(SearchResult.class);
  }

  /**
   * Asks for cancellation.
   *
   * @return false when no workflow runs
   */
  boolean cancel(String search) {
    try {
      reached(search).cancel();
      return true;
    } catch (WorkflowNotFoundException e) {
      return false;
    }
  }

  /** Ends a workflow that should not be there. */
  void drop(String search, String reason) {
    try {
      reached(search).terminate(reason);
    } catch (WorkflowNotFoundException e) {
      // Closed already, as it should be.
    }
  }

  private WorkflowStub reached(String search) {
    requireReachable();
    return stub(search);
  }

  private void requireReachable() {
    if (!Reachability.of(client.getWorkflowServiceStubs())) {
      throw new TemporalUnreachableException(
          "Temporal does not answer; searches that it has go on when it is back, the others when they are started again");
    }
  }

  private WorkflowStub stub(String search) {
    return client.newUntypedWorkflowStub(TaskQueues.searchWorkflowId(deployment, search));
  }
}
