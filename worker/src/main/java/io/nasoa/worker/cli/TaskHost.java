package io.nasoa.worker.cli;

import io.nasoa.activities.record.TaskRecordActivitiesImpl;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Logs;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.temporal.EmbeddedTemporal;
import io.nasoa.worker.temporal.TaskService;
import io.nasoa.worker.temporal.WorkerSettings;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.zoo.experience.StepTimeStore;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * The process as the owner of a data directory that runs tasks: store, embedded Temporal, workers.
 * Wired here and nowhere else. Signals stop it in order.
 */
final class TaskHost implements AutoCloseable {
  /** A checkpoint and its last heartbeat are written well within it. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final DataDirectory directory;
  private final EmbeddedTemporal temporal;
  private final TaskService service;

  private TaskHost(DataDirectory directory, EmbeddedTemporal temporal, TaskService service) {
    this.directory = directory;
    this.temporal = temporal;
    this.service = service;
  }

  /**
   * Starts it.
   *
   * @param deviceClass of the tasks that this process will run: {@code cpu} or {@code cuda}
   */
  static TaskHost start(Shell shell, Settings settings, String deviceClass, TuningFactory tuning) {
    requireEmbedded(settings);
    Clock clock = Clock.systemUTC();
    DataDirectory directory = DataDirectory.open(settings.dataDir(), UUID::randomUUID, clock);
    Logs.toFile(settings.dataDir().resolve("nasoa.log"));
    EmbeddedTemporal temporal = null;
    try {
      temporal = EmbeddedTemporal.start();
      TaskService service =
          new TaskService(
              temporal,
              new WorkerSettings(settings.deployment(), deviceClass, settings.slots()),
              directory.tasks(),
              records(directory, clock),
              tuning.create(settings, directory),
              clock);
      service.start();
      TaskHost host = new TaskHost(directory, temporal, service);
      shell.stopSignals().accept(() -> host.stop(shell));
      return host;
    } catch (RuntimeException e) {
      if (temporal != null) {
        temporal.close();
      }
      directory.close();
      throw e;
    }
  }

  /** The store's side of a task. */
  static TaskRecordActivities records(DataDirectory directory, Clock clock) {
    return new TaskRecordActivitiesImpl(
        directory.tasks(),
        directory.zoo(),
        new StepTimeStore(directory.database()),
        directory.path(),
        clock);
  }

  private static void requireEmbedded(Settings settings) {
    if (!settings.temporal().embedded()) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "TEMPORAL_ADDRESS is set to '%s', but this version runs tasks on its embedded server only; unset it"
              .formatted(settings.temporal().address()));
    }
  }

  DataDirectory directory() {
    return directory;
  }

  TaskService service() {
    return service;
  }

  private void stop(Shell shell) {
    shell.say("stopping after a checkpoint; a second signal ends at once");
    close();
    shell.say("stopped; \"nasoa task resume\" goes on from the checkpoint");
  }

  /** Ends in order: trainings checkpoint, then workers, server and store close. */
  @Override
  public void close() {
    try {
      service.shutdownGracefully(GRACE);
    } finally {
      temporal.close();
      directory.close();
    }
  }
}
