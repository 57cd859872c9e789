package io.nasoa.workflows.tuning;

import org.jspecify.annotations.Nullable;

/**
 * The workflow's result record.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param run number of the run
 * @param failureType one of {@link FailureTypes} when it failed
 * @param task what users get
 */
public record FineTuningResult(int schema, int run, @Nullable String failureType, TaskResult task) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** What may be learned from it. */
  public Lesson lesson() {
    return Lesson.of(this);
  }
}
