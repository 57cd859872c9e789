package io.nasoa.workflows.tuning;

/**
 * Input of {@link TuningActivities#profile}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the task
 * @param run number of its run
 */
public record ProfileInput(int schema, FineTuningRequest request, int run) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
