package io.nasoa.workflows.deployment;

/**
 * The store that a deployment's queues and workflow ids belong to.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param deployment name of the deployment
 * @param storeId id of its store, made with the store
 */
public record DeploymentBinding(int schema, String deployment, String storeId) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
