package io.nasoa.worker.temporal;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.record.TaskRecordActivitiesImpl;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.activities.tuning.TuningActivitiesImpl;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.workflows.tuning.TrainingProgress;
import io.nasoa.workflows.tuning.TuningActivities;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StepTimeStore;
import io.nasoa.zoo.store.TaskRun;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one process of the program owns; with the real engine and one slot, unless others train. */
final class EngineProcess implements AutoCloseable {
  /** Two classes of small drawn images; a step on them takes about ten milliseconds. */
  static final String DATA = "draw:shapes:classes=2,images=80,size=32";

  final DataDirectory directory;
  final TemporalConnection temporal;
  final TaskService service;

  /**
   * A process that trains.
   *
   * @param trainerClock the trainer's clock; the store's is the machine's
   */
  static EngineProcess training(
      Path files, TemporalConnection temporal, InstantSource trainerClock) {
    TorchRuntime torch = TorchRuntime.start(1);
    Trainer trainer =
        new Trainer(
            files, DataRoots.EVERYTHING, DeviceLeases.ofCpu(8), 1, () -> torch, trainerClock);
    return new EngineProcess(files, temporal, Optional.of(new TuningActivitiesImpl(trainer)));
  }

  /** A process that leaves the training to others. */
  static EngineProcess controlling(Path files, TemporalConnection temporal) {
    return new EngineProcess(files, temporal, Optional.empty());
  }

  private EngineProcess(
      Path files, TemporalConnection temporal, Optional<TuningActivities> tuning) {
    Clock clock = Clock.systemUTC();
    this.temporal = temporal;
    directory = DataDirectory.open(files, UUID::randomUUID, clock);
    service =
        new TaskService(
            temporal,
            new WorkerSettings("default", directory.database().storeId().toString(), "cpu", 1),
            directory.tasks(),
            WorkerActivities.ofTasks(
                new TaskRecordActivitiesImpl(
                    directory.tasks(),
                    directory.zoo(),
                    new StepTimeStore(directory.database()),
                    new ExperienceStore(directory.database()),
                    directory.path(),
                    clock),
                tuning),
            Optional.empty(),
            clock);
    service.start();
  }

  static FineTuningRequest steps(String id, int steps) {
    return request(id, DATA, null, steps, null, null);
  }

  static FineTuningRequest request(
      String id,
      String data,
      @Nullable Double budget,
      @Nullable Integer steps,
      @Nullable Double learningRate,
      @Nullable Instant deadline) {
    return new FineTuningRequest(
        FineTuningRequest.SCHEMA,
        id,
        "default",
        data,
        budget,
        steps,
        "nasoa-5m",
        0,
        learningRate,
        null,
        8,
        1,
        deadline,
        3,
        "cpu",
        1);
  }

  FineTuningResult run(FineTuningRequest request) throws InterruptedException {
    service.submit(request);
    return service.await(request.taskId());
  }

  Path file(String task, String name) {
    return directory.taskDirectory(task).resolve(name);
  }

  TaskRun stored(String task) {
    return directory.tasks().find(task).orElseThrow().newestRun();
  }

  /** Waits until the task has trained more than that many steps; it must not end before. */
  int awaitStep(String task, int step) throws InterruptedException {
    while (true) {
      FineTuningStatus status = service.status(task);
      TrainingProgress progress = status.progress();
      if (progress != null && progress.step() > step) {
        return progress.step();
      }
      if (status.state().ended()) {
        throw new IllegalStateException("it ended before step " + step + ": " + status);
      }
      Thread.sleep(10);
    }
  }

  void await(String task, TaskState state) throws InterruptedException {
    for (TaskState now = null; now != state; now = service.status(task).state()) {
      if (now != null && now.ended()) {
        throw new IllegalStateException("it ended as " + now);
      }
      Thread.sleep(10);
    }
  }

  @Override
  public void close() {
    service.close();
    temporal.close();
    directory.close();
  }
}
