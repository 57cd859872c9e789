package io.nasoa.workflows.registration;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Where a model of a build is. */
public enum ModelStage {
  /** It trains, or waits for a trainer. */
  PRETRAINING,
  /** It has weights and an accuracy. */
  PRETRAINED,
  /** Its times are known too. */
  MEASURED,
  /** It is in the zoo. */
  REGISTERED,
  /** It will not be. */
  FAILED,
  /** Written by a newer version. */
  @JsonEnumDefaultValue
  UNKNOWN
}
