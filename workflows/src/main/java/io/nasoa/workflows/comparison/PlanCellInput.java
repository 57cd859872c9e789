package io.nasoa.workflows.comparison;

import io.nasoa.workflows.trial.TaskDescription;

/**
 * Input of {@link ComparisonRecordActivities#plan}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param comparisonId the comparison, whose models and prior experience count
 * @param cell the cell
 * @param description what was found in the data
 */
public record PlanCellInput(
    int schema, String comparisonId, PlanCell cell, TaskDescription description) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
