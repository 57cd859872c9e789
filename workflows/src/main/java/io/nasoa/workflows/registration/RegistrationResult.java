package io.nasoa.workflows.registration;

import io.nasoa.workflows.run.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a build ended.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param status where it stood; a build succeeds when any of its models is in the zoo
 * @param failureType one of {@link io.nasoa.workflows.tuning.FailureTypes} when it failed
 * @param error one sentence when it failed
 */
public record RegistrationResult(
    int schema, RegistrationStatus status, @Nullable String failureType, @Nullable String error)
    implements RunResult<RegistrationStatus> {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
