package io.nasoa.workflows.registration;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** What a model is registered for. */
public enum ModelRole {
  /** To be planned. */
  ZOO,
  /** To be compared with. */
  RIVAL,
  /** Written by a newer version. */
  @JsonEnumDefaultValue
  UNKNOWN;

  /** As zoo entries have it. */
  public String entryRole() {
    return name().toLowerCase(Locale.ROOT);
  }
}
