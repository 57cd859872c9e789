package io.nasoa.worker.temporal;

import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.Optional;

/**
 * A control worker, unless other processes train a trainer, and what speaks to Airflow. The trainer
 * stops first: its last words still reach a workflow.
 */
final class Workers {
  private final ControlWorker control;
  private final Optional<TrainerWorker> trainer;
  private final Optional<AirflowWorker> airflow;

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
    airflow = activities.airflow().map(it -> new AirflowWorker(client, settings.deployment(), it));
  }

  void start() {
    control.start();
    trainer.ifPresent(TrainerWorker::start);
    airflow.ifPresent(AirflowWorker::start);
  }

  /** Whether all of them ask for work. */
  boolean polling() {
    return control.polling()
        && trainer.map(TrainerWorker::polling).orElse(true)
        && airflow.map(AirflowWorker::polling).orElse(true);
  }

  /**
   * Stops: a training learns of it at its next heartbeat and has the grace period for its
   * checkpoint, then its thread is interrupted.
   */
  void shutdown(Duration grace) {
    trainer.ifPresent(it -> it.shutdown(grace));
    airflow.ifPresent(AirflowWorker::shutdown);
    control.shutdown();
  }
}
