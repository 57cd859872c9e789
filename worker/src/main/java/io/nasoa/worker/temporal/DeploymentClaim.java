package io.nasoa.worker.temporal;

import io.nasoa.workflows.deployment.DeploymentBinding;
import io.nasoa.workflows.deployment.DeploymentWorkflow;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.util.Map;
import java.util.Optional;

/**
 * Which store a deployment belongs to in a namespace. Control claims it, everybody else looks it
 * up, and whoever holds another store's files does not poll. Thread-safe.
 */
public final class DeploymentClaim {
  private final WorkflowClient client;
  private final String deployment;

  public DeploymentClaim(WorkflowClient client, String deployment) {
    this.client = client;
    this.deployment = deployment;
  }

  /**
   * Claims the deployment for a store; claiming it again changes nothing.
   *
   * @throws StoreMismatchException if it belongs to another store
   */
  public void claim(String storeId) {
    DeploymentWorkflow stub =
        client.newWorkflowStub(
            DeploymentWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(DeploymentWorkflow.id(deployment))
                .setTaskQueue(TaskQueues.control(deployment))
                .setMemo(Map.of(DeploymentWorkflow.STORE_ID, storeId))
                .setWorkflowIdConflictPolicy(
                    WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setWorkflowIdReusePolicy(
                    WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .build());
    WorkflowClient.start(
        stub::run, new DeploymentBinding(DeploymentBinding.SCHEMA, deployment, storeId));
    String owner = storeId().orElse(storeId);
    if (!owner.equals(storeId)) {
      throw new StoreMismatchException(
          ("deployment '%s' in namespace '%s' belongs to store %s, but this data directory holds"
                  + " store %s; set another 'deployment', or terminate workflow %s if that store is gone")
              .formatted(
                  deployment,
                  client.getOptions().getNamespace(),
                  owner,
                  storeId,
                  DeploymentWorkflow.id(deployment)));
    }
  }

  /** The store that the deployment belongs to; empty before its control has started once. */
  public Optional<String> storeId() {
    try {
      WorkflowExecutionDescription told =
          client.newUntypedWorkflowStub(DeploymentWorkflow.id(deployment)).describe();
      boolean open = told.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
      return open
          ? Optional.ofNullable((String) told.getMemo(DeploymentWorkflow.STORE_ID, String.class))
          : Optional.empty();
    } catch (WorkflowNotFoundException e) {
      return Optional.empty();
    }
  }
}
