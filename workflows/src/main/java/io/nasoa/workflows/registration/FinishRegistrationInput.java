package io.nasoa.workflows.registration;

import io.nasoa.workflows.tuning.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link RegistrationRecordActivities#finish}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param build the run's last state
 * @param state how it ended: SUCCEEDED, FAILED or CANCELLED
 * @param failureType one of {@link io.nasoa.workflows.tuning.FailureTypes} when it failed
 * @param error one sentence when it failed
 */
public record FinishRegistrationInput(
    int schema,
    RegistrationState build,
    TaskState state,
    @Nullable String failureType,
    @Nullable String error) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** The result that belongs to this end. */
  public RegistrationResult toResult() {
    return new RegistrationResult(
        RegistrationResult.SCHEMA, RegistrationStatus.of(build, state), failureType, error);
  }
}
