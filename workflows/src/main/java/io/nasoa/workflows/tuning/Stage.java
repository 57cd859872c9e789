package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The stages of a task, in their order. */
public enum Stage {
  /** Looking at the data. */
  PROFILE,
  /** Choosing model and schedule. */
  PLAN,
  /** Training. */
  FINE_TUNE,
  /** Measuring the final model. */
  EVALUATE,
  /** Committing the result. */
  RECORD,
  /** Written by a newer version. */
  @JsonEnumDefaultValue
  UNKNOWN
}
