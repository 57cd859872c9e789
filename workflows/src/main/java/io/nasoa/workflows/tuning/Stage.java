package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The stages of a task, in their order. */
public enum Stage {
  /** Waiting for what a user's Airflow does first. */
  BEFORE,
  /** Looking at the data. */
  PROFILE,
  /** Choosing model and schedule. */
  PLAN,
  /** Training. */
  FINE_TUNE,
  /** Measuring the final model. */
  EVALUATE,
  /** Waiting for what a user's Airflow does with the model. */
  AFTER,
  /** Committing the result. */
  RECORD,
  /** Written by a newer version. */
  @JsonEnumDefaultValue
  UNKNOWN
}
