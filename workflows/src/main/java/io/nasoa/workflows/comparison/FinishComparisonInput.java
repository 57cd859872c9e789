package io.nasoa.workflows.comparison;

import io.nasoa.workflows.tuning.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link ComparisonRecordActivities#finish}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param comparison the run's last state
 * @param state how it ended: SUCCEEDED, FAILED or CANCELLED
 * @param failureType one of {@link io.nasoa.workflows.tuning.FailureTypes} when it failed
 * @param error one sentence when it failed
 */
public record FinishComparisonInput(
    int schema,
    ComparisonState comparison,
    TaskState state,
    @Nullable String failureType,
    @Nullable String error) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** The result that belongs to this end. */
  public ComparisonResult toResult() {
    return new ComparisonResult(
        ComparisonResult.SCHEMA, ComparisonStatus.of(comparison, state), failureType, error);
  }
}
