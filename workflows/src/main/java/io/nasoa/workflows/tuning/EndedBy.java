package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What ended a training that kept its model. */
public enum EndedBy {
  /** All planned steps were done. */
  SCHEDULE,
  /** The budget shortened the schedule or ended it. */
  BUDGET,
  /** The user asked to finish now. */
  STOP,
  /** The deadline passed. */
  DEADLINE,
  /** Written by a newer version. */
  @JsonEnumDefaultValue
  UNKNOWN
}
