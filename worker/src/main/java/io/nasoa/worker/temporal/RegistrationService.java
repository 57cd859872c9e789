package io.nasoa.worker.temporal;

import io.nasoa.activities.registration.RegistrationDocuments;
import io.nasoa.workflows.registration.FinishRegistrationInput;
import io.nasoa.workflows.registration.RegistrationRecordActivities;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationState;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.RegistrationStore;
import java.time.Clock;

/** The builds of a process. Thread-safe. */
public final class RegistrationService
    extends RunService<
        RegistrationRequest, RegistrationState, RegistrationStatus, RegistrationResult> {
  private final RegistrationRecordActivities records;

  /**
   * The builds of a session whose workers know them.
   *
   * @param claiming held while a server is renewed: nothing is started on one that is about to go
   */
  RegistrationService(
      RegistrationStore store,
      RegistrationRecordActivities records,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
    super(
        RunKind.BUILD,
        store,
        new RegistrationDocuments(),
        settings,
        session::builds,
        claiming,
        clock);
    this.records = records;
  }

  @Override
  RegistrationStatus statusOf(RegistrationState state, TaskState run) {
    return RegistrationStatus.of(state, run);
  }

  @Override
  void endAsCancelled(RegistrationState state) {
    var unused =
        records.finish(
            new FinishRegistrationInput(
                FinishRegistrationInput.SCHEMA, state, TaskState.CANCELLED, null, null));
  }
}
