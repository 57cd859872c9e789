package io.nasoa.workflows.tuning;

/**
 * Input of {@link TuningActivities#evaluate}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the task
 * @param run number of its run
 * @param profile its data
 * @param plan what was planned
 * @param training the model to measure
 */
public record EvaluateInput(
    int schema,
    FineTuningRequest request,
    int run,
    DatasetSummary profile,
    FineTuningPlan plan,
    TrainingOutcome training) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
