package io.nasoa.workflows.tuning;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@link TaskRecordActivities#planningMaterial}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the task to plan
 * @param profile its data; null before they are seen
 */
public record PlanningMaterialInput(
    int schema, FineTuningRequest request, @Nullable DatasetSummary profile) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
