package io.nasoa.workflows.airflow;

/**
 * A run that is there.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param url its page in Airflow's user interface
 * @param adopted whether an earlier attempt had triggered it
 */
public record StartedDagRun(int schema, String url, boolean adopted) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
