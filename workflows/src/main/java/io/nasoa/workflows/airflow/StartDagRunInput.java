package io.nasoa.workflows.airflow;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link AirflowActivities#start}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param run the run to be there afterwards
 * @param conf its parameters
 * @param purpose what it runs for: the field {@link DagConf#NASOA} of its parameters; a run with
 *     another one is somebody else's
 * @param logicalDateMillis its logical date, milliseconds since the epoch; null for none
 * @param unpause whether a paused DAG is unpaused instead of refused
 */
public record StartDagRunInput(
    int schema,
    DagRunRef run,
    Map<String, Object> conf,
    Map<String, Object> purpose,
    @Nullable Long logicalDateMillis,
    boolean unpause) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
