package io.nasoa.workflows.airflow;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@link AirflowActivities#await}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param run the run
 * @param resultTask the task whose result is the prepared data; null when none is
 * @param resultKey the key under which it leaves it
 */
public record AwaitDagRunInput(
    int schema, DagRunRef run, @Nullable String resultTask, String resultKey) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
