package io.nasoa.worker.cli;

import com.uber.m3.tally.NoopScope;
import io.nasoa.worker.config.ArtifactRoot;
import io.nasoa.worker.config.ConfigurationException;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.temporal.DeploymentClaim;
import io.nasoa.worker.temporal.StoreMismatchException;
import io.nasoa.worker.temporal.TemporalConnection;
import io.nasoa.worker.temporal.TrainerWorker;
import io.nasoa.worker.temporal.WorkerSettings;
import io.nasoa.workflows.tuning.TuningActivities;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The process as a trainer: an artifact root, a connection, a worker. Wired here and nowhere else.
 */
final class TrainerHost implements AutoCloseable {
  /** A checkpoint and its last heartbeat are written well within it. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofSeconds(1);

  private final TemporalConnection temporal;
  private final TrainerWorker worker;
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean closed;

  private TrainerHost(TemporalConnection temporal, TrainerWorker worker) {
    this.temporal = temporal;
    this.worker = worker;
  }

  /**
   * Starts it as soon as the deployment's control has been there once.
   *
   * @throws StoreMismatchException if the data directory is another store's artifact root
   */
  static TrainerHost start(Shell shell, Settings settings, TuningFactory tuning)
      throws InterruptedException {
    String deviceClass = deviceClass(settings);
    TemporalConnection temporal = TemporalConnection.open(settings.temporal(), new NoopScope());
    try {
      String store = requireArtifactRoot(shell, settings, temporal);
      WorkerSettings work =
          new WorkerSettings(
              settings.deployment(), store, deviceClass, settings.slotsOn(deviceClass));
      TuningActivities activities = tuning.create(settings, settings.dataDir());
      TrainerWorker worker =
          new TrainerWorker(
              temporal.client(),
              work,
              activities,
              tuning.searching(activities, settings.dataDir()),
              tuning.building(activities, settings.dataDir()),
              tuning.trials(activities, settings.dataDir()));
      worker.start();
      shell.say(
          "training for deployment %s on %s with %d slots, artifact root %s"
              .formatted(
                  settings.deployment(),
                  String.join(", ", settings.devices()),
                  settings.slotsOn(deviceClass),
                  settings.dataDir()));
      return new TrainerHost(temporal, worker);
    } catch (RuntimeException | InterruptedException e) {
      temporal.close();
      throw e;
    }
  }

  private static String deviceClass(Settings settings) {
    List<String> classes = settings.deviceClasses();
    if (classes.size() > 1) {
      throw new ConfigurationException(
          List.of(
              "devices are %s: a worker serves one class of them, so start one worker for each"
                  .formatted(String.join(", ", settings.devices()))));
    }
    return classes.get(0);
  }

  private static String requireArtifactRoot(
      Shell shell, Settings settings, TemporalConnection temporal) throws InterruptedException {
    DeploymentClaim claim = new DeploymentClaim(temporal.client(), settings.deployment());
    Optional<String> store = claim.storeId();
    if (store.isEmpty()) {
      shell.say("waiting for the control of deployment " + settings.deployment());
    }
    while (store.isEmpty()) {
      Thread.sleep(LOOK.toMillis());
      store = claim.storeId();
    }
    Path root = settings.dataDir();
    try {
      Optional<String> problem = ArtifactRoot.problem(root, store.get());
      if (problem.isPresent()) {
        throw new StoreMismatchException(problem.get());
      }
      return store.get();
    } catch (IOException e) {
      throw new StoreMismatchException(
          "the artifact root %s cannot be read: %s".formatted(root, e));
    }
  }

  /** Waits until this is closed. */
  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Ends in order: trainings checkpoint, then worker and connection close. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      worker.shutdown(GRACE);
    } finally {
      temporal.close();
      ended.countDown();
    }
  }
}
