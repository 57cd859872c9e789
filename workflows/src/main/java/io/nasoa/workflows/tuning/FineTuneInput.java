package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link TuningActivities#fineTune}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request the task, with its budget as it has grown
 * @param run number of its run
 * @param profile its data
 * @param plan what to do
 * @param spent seconds spent before training, waiting not included
 * @param finish {@link EndedBy#STOP} or {@link EndedBy#DEADLINE}: train no more and end with the
 *     weights of the newest checkpoint; null to train
 * @param mostSteps what the plan's steps have grown to with the budget; null for the plan's own
 */
public record FineTuneInput(
    int schema,
    FineTuningRequest request,
    int run,
    DatasetSummary profile,
    FineTuningPlan plan,
    Ledger spent,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EndedBy finish,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer mostSteps) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
