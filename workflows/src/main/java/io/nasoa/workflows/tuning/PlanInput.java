package io.nasoa.workflows.tuning;

/**
 * Input of {@link TuningActivities#plan}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the task
 * @param run number of its run
 * @param profile its data
 * @param material what the store knows
 * @param spent seconds spent so far, waiting not included
 */
public record PlanInput(
    int schema,
    FineTuningRequest request,
    int run,
    DatasetSummary profile,
    PlanningMaterial material,
    Ledger spent) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
