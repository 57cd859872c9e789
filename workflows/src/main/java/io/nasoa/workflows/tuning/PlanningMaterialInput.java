package io.nasoa.workflows.tuning;

/**
 * Input of {@link TaskRecordActivities#planningMaterial}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the task to plan
 * @param profile its data
 */
public record PlanningMaterialInput(int schema, FineTuningRequest request, DatasetSummary profile) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
