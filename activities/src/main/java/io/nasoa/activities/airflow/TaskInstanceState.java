package io.nasoa.activities.airflow;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a task of a DAG run stands. */
public enum TaskInstanceState {
  REMOVED,
  SCHEDULED,
  QUEUED,
  RUNNING,
  SUCCESS,
  RESTARTING,
  FAILED,
  UP_FOR_RETRY,
  UP_FOR_RESCHEDULE,
  UPSTREAM_FAILED,
  SKIPPED,
  DEFERRED,
  AWAITING_INPUT,
  /** One that this client does not know. */
  @JsonEnumDefaultValue
  UNKNOWN
}
