package io.nasoa.workflows.tuning;

/**
 * Input of {@link TuningActivities#fineTune}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the task
 * @param run number of its run
 * @param profile its data
 * @param plan what to do
 * @param spent seconds spent before training, waiting not included
 */
public record FineTuneInput(
    int schema,
    FineTuningRequest request,
    int run,
    DatasetProfile profile,
    FineTuningPlan plan,
    Ledger spent) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
