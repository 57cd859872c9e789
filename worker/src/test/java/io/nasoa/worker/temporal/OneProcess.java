package io.nasoa.worker.temporal;

import io.nasoa.activities.record.TaskRecordActivitiesImpl;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StepTimeStore;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.TaskStore;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What one process of the program owns: a store on the disk, a connection, one service. */
final class OneProcess implements AutoCloseable {
  final Database database;
  final TaskStore tasks;
  final StepTimeStore stepTimes;
  final TemporalConnection temporal;
  final StubTrainer trainer;
  final TaskService service;
  private final boolean alone;

  OneProcess(Path directory, AtomicInteger checkpoint) {
    this(directory, checkpoint, EmbeddedTemporal.start());
  }

  OneProcess(Path directory, AtomicInteger checkpoint, TemporalConnection temporal) {
    this(directory, checkpoint, "default", temporal, true);
  }

  /**
   * @param alone whether nobody else uses the connection, which is then closed with this
   */
  OneProcess(
      Path directory,
      AtomicInteger checkpoint,
      String deployment,
      TemporalConnection temporal,
      boolean alone) {
    database = Database.open(directory, UUID::randomUUID, Clock.systemUTC());
    tasks = new TaskStore(database);
    stepTimes = new StepTimeStore(database);
    ModelZoo zoo = new ModelZoo(database, directory);
    registerSomeModel(zoo, directory);
    this.temporal = temporal;
    trainer = new StubTrainer(checkpoint);
    this.alone = alone;
    service =
        new TaskService(
            temporal,
            new WorkerSettings(deployment, database.storeId().toString(), "cpu", 1),
            tasks,
            WorkerActivities.ofTasks(
                new TaskRecordActivitiesImpl(
                    tasks,
                    zoo,
                    stepTimes,
                    new ExperienceStore(database),
                    directory,
                    Clock.systemUTC()),
                Optional.of(trainer)),
            Optional.empty(),
            Clock.systemUTC());
    service.start();
  }

  private static void registerSomeModel(ModelZoo zoo, Path directory) {
    try {
      byte[] weights = {1, 2, 3};
      Path file = Files.write(directory.resolve("some.safetensors"), weights);
      String sha256 =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(weights));
      zoo.register(
          new ZooEntry(
              "some",
              "211-121",
              Stem.STANDARD,
              64,
              2,
              List.of("a", "b"),
              10,
              20,
              sha256,
              "zoo",
              "{\"large\":1}"),
          file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  WorkflowClient client() {
    return temporal.client();
  }

  static FineTuningRequest request(String id, long seed) {
    return request(id, "default", seed);
  }

  static FineTuningRequest request(String id, String deployment, long seed) {
    return new FineTuningRequest(
        1,
        id,
        deployment,
        "draw:shapes",
        null,
        20,
        null,
        seed,
        null,
        null,
        null,
        10,
        null,
        3,
        "cpu",
        1);
  }

  @Override
  public void close() {
    service.close();
    if (alone) {
      temporal.close();
    }
    database.close();
  }
}
