package io.nasoa.workflows.registration;

import org.jspecify.annotations.Nullable;

/**
 * Whether a model is in the zoo.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param added whether its entry is new; false when it was there before or cannot be
 * @param failure one sentence when it is not there, else null
 */
public record RegisterOutcome(int schema, boolean added, @Nullable String failure) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
