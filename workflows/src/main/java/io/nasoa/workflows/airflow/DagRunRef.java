package io.nasoa.workflows.airflow;

/**
 * One run of a DAG, by its name.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param connection name of the Airflow
 * @param dag the DAG's id
 * @param runId the run's id, from {@link DagRunIds}
 */
public record DagRunRef(int schema, String connection, String dag, String runId) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
