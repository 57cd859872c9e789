package io.nasoa.workflows.airflow;

/**
 * The heartbeat of {@link AirflowActivities#await}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param state the run's state in Airflow's words
 */
public record WaitProgress(int schema, String state) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
