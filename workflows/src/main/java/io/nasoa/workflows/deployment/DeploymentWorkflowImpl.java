package io.nasoa.workflows.deployment;

import io.temporal.workflow.Workflow;

/** Waits without a timer: its history never grows. */
public final class DeploymentWorkflowImpl implements DeploymentWorkflow {
  @Override
  public void run(DeploymentBinding binding) {
    Workflow.await(() -> false);
  }
}
