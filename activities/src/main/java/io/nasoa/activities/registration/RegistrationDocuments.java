package io.nasoa.activities.registration;

import io.nasoa.activities.record.RunDocuments;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationState;

/** The JSON documents in the rows of builds. Safe for use by many threads. */
public final class RegistrationDocuments
    extends RunDocuments<RegistrationRequest, RegistrationState, RegistrationResult> {
  /** Those of builds. */
  public RegistrationDocuments() {
    super(
        "build",
        RegistrationRequest.class,
        RegistrationState.class,
        RegistrationResult.class,
        RegistrationState::accepted);
  }
}
