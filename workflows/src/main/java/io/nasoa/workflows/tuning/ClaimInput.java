package io.nasoa.workflows.tuning;

/**
 * Input of {@link TaskRecordActivities#claim}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request what is asked for
 * @param submittedAtMillis when it was, milliseconds since the epoch
 */
public record ClaimInput(int schema, FineTuningRequest request, long submittedAtMillis) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
