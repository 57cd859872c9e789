package io.nasoa.worker.temporal;

import io.nasoa.activities.hpo.HpoDocuments;
import io.nasoa.workflows.hpo.FinishHpoInput;
import io.nasoa.workflows.hpo.HpoRecordActivities;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.hpo.HpoWorkflow;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.HpoStore;
import java.time.Clock;
import java.util.function.Predicate;

/** The searches for hyper-parameters of a process. Thread-safe. */
public final class HpoService extends RunService<HpoRequest, HpoState, HpoStatus, HpoResult> {
  private final HpoRecordActivities records;
  private final Predicate<String> led;

  /**
   * The searches of a session whose workers know them.
   *
   * @param led whether a search is a comparison's, which starts it itself
   * @param claiming held while a server is renewed: nothing is started on one that is about to go
   */
  HpoService(
      HpoStore store,
      HpoRecordActivities records,
      Predicate<String> led,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
    super(RunKind.HPO, store, new HpoDocuments(), settings, session::hpo, claiming, clock);
    this.records = records;
    this.led = led;
  }

  @Override
  HpoStatus statusOf(HpoState state, TaskState run) {
    return HpoStatus.of(state, run);
  }

  @Override
  boolean isLed(String id) {
    return led.test(id);
  }

  @Override
  void endAsCancelled(HpoState state) {
    var unused =
        records.finish(
            new FinishHpoInput(FinishHpoInput.SCHEMA, state, TaskState.CANCELLED, null, null));
  }

  /**
   * Lets a search end now with the incumbent it has; {@link #await} tells when it has.
   *
   * @throws RunNotFoundException if there is no such search
   * @throws TaskStateException if it has ended without an incumbent
   */
  public HpoStatus stop(String id) {
    if (newestRun(id).state() != io.nasoa.zoo.store.TaskState.SUCCEEDED) {
      intervene(id, "stopped", HpoWorkflow.STOP, RunInterventions::stopped);
      takeUp(id);
    }
    return status(id);
  }
}
