package io.nasoa.workflows.tuning;

import org.jspecify.annotations.Nullable;

/**
 * What a claimed task goes on with.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param state the run's state so far; null when there is a result
 * @param result what the same request gave before; null when there is something to do
 */
public record ClaimResult(
    int schema, @Nullable FineTuningState state, @Nullable FineTuningResult result) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
