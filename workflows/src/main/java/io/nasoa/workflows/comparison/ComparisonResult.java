package io.nasoa.workflows.comparison;

import io.nasoa.workflows.run.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a comparison ended.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param status where it stood
 * @param failureType one of {@link io.nasoa.workflows.tuning.FailureTypes} when it failed
 * @param error one sentence when it failed
 */
public record ComparisonResult(
    int schema, ComparisonStatus status, @Nullable String failureType, @Nullable String error)
    implements RunResult<ComparisonStatus> {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
