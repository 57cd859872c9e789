package io.nasoa.workflows.trial;

import org.jspecify.annotations.Nullable;

/**
 * What final weights are worth on TEST.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param testAccuracy 0 to 1; null when it failed
 * @param failure one sentence when it failed, else null
 */
public record ReportOutcome(int schema, @Nullable Double testAccuracy, @Nullable String failure) {
  /** Version of this record. */
  public static final int SCHEMA = 1;
}
