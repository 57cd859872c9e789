package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a task stands. */
public enum TaskState {
  /** Accepted, nobody works on it. */
  QUEUED,
  /** A worker has it. */
  RUNNING,
  /** Its user stopped the clock. */
  PAUSED,
  /** It has an evaluated model. */
  SUCCEEDED,
  /** It ended without a model. */
  FAILED,
  /** Its user gave it up. */
  CANCELLED,
  /** Written by a newer version. */
  @JsonEnumDefaultValue
  UNKNOWN;

  /** Whether the task has ended. */
  public boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
