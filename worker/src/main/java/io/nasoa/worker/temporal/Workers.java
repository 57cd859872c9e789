package io.nasoa.worker.temporal;

import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;

/**
 * A control worker and, unless other processes train, a trainer. The trainer stops first: its last
 * words still reach a workflow.
 */
final class Workers {
  private final ControlWorker control;
  private final Optional<TrainerWorker> trainer;

  Workers(WorkflowClient client, WorkerSettings settings, WorkerActivities activities) {
    control = new ControlWorker(client, settings.deployment(), activities);
    trainer =
        activities
            .tuning()
            .map(
                tuning ->
                    new TrainerWorker(
                        client,
                        settings,
                        tuning,
                        activities.search(),
                        activities.registration(),
                        activities.trials()));
  }

  void start() {
    control.start();
    trainer.ifPresent(TrainerWorker::start);
  }

  /** Whether all of them ask for work. */
  boolean polling() {
    return control.polling() && trainer.map(TrainerWorker::polling).orElse(true);
  }

  /**
   * Stops: a training learns of it at its next heartbeat and has the grace period for its
   * checkpoint, then its thread is interrupted.
   */
  void shutdown(Duration grace) {
    trainer.ifPresent(it -> it.shutdown(grace));
    control.shutdown();
  }
}
