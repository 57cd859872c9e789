package io.nasoa.workflows.tuning;

/**
 * Result of {@link PlanPreviewWorkflow}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param profile the data
 * @param plan what would be done with them
 */
public record PlanPreview(int schema, DatasetSummary profile, FineTuningPlan plan) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
