package io.nasoa.workflows.deployment;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Stands for a deployment for as long as it exists and does nothing: that it is open says that the
 * deployment's names are taken, and its memo {@link #STORE_ID} says by which store. Terminating it
 * gives the names free.
 */
@WorkflowInterface
public interface DeploymentWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.Deployment";

  /** Memo that holds the store's id. */
  String STORE_ID = "nasoaStoreId";

  /** Stays open. */
  @WorkflowMethod(name = NAME)
  void run(DeploymentBinding binding);

  /** Id of the workflow that stands for a deployment. */
  static String id(String deployment) {
    return "nasoa/" + deployment + "/deployment/binding";
  }
}
