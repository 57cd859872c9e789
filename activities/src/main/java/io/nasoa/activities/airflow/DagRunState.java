package io.nasoa.activities.airflow;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a DAG run stands. Airflow has no state for "cancelled": such a run is {@link #FAILED}. */
public enum DagRunState {
  QUEUED,
  RUNNING,
  SUCCESS,
  FAILED,
  /** One that this client does not know. */
  @JsonEnumDefaultValue
  UNKNOWN;

  /** Whether it has ended; clearing it in Airflow starts it again all the same. */
  public boolean isTerminal() {
    return this == SUCCESS || this == FAILED;
  }
}
