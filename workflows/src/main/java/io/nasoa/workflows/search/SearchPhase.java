package io.nasoa.workflows.search;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Which level a search is at. */
public enum SearchPhase {
  /** The block is varied, in a small network of fixed width and macro. */
  BLOCK,
  /** Width and macro are varied, jointly with the best blocks. */
  MACRO,
  /** Nothing is left to evaluate. */
  DONE,
  /** Written by a newer version. */
  @JsonEnumDefaultValue
  UNKNOWN
}
