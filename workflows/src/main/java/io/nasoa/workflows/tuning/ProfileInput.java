package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link TuningActivities#profile}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the task
 * @param run number of its run
 * @param material what the store knows: the models whose features are scored; null for none
 */
public record ProfileInput(
    int schema,
    FineTuningRequest request,
    int run,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlanningMaterial material) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** Without scores of models. */
  public ProfileInput(int schema, FineTuningRequest request, int run) {
    this(schema, request, run, null);
  }
}
