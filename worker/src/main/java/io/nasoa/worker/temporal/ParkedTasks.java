package io.nasoa.worker.temporal;

import io.nasoa.activities.record.TaskDocuments;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FinishInput;
import io.nasoa.workflows.tuning.Intervention;
import io.nasoa.workflows.tuning.Stage;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskStore;
import java.time.Clock;
import java.time.Duration;

/** Unfinished tasks without a workflow: their stored state is all there is of them. Thread-safe. */
final class ParkedTasks {
  private final TaskStore tasks;
  private final TaskRecordActivities records;
  private final Clock clock;
  private final TaskDocuments documents = new TaskDocuments();

  ParkedTasks(TaskStore tasks, TaskRecordActivities records, Clock clock) {
    this.tasks = tasks;
    this.records = records;
    this.clock = clock;
  }

  /**
   * The state from which a task goes on now. A trainer knows its own downtime, and a paused run
   * stood still anyway; that of the other stages is since the last sign of life.
   */
  FineTuningState state(StoredTask task) {
    FineTuningState state = documents.state(task);
    TaskRun run = task.newestRun();
    boolean elsewhere = state.nextStage() == Stage.FINE_TUNE || state.asked().pause();
    if (run.progressJson() == null || elsewhere) {
      return state;
    }
    Duration down = Duration.between(run.updatedAt(), clock.instant());
    return down.isNegative() ? state : state.plusDown(down.toMillis() / 1000.0);
  }

  /**
   * Does to the stored state what a workflow would do to its own.
   *
   * @throws TaskStateException if the state does not allow it
   */
  void intervene(StoredTask task, Intervention asked) {
    FineTuningState state = state(task);
    asked
        .refusal(state)
        .ifPresent(
            sentence -> {
              throw new TaskStateException(sentence);
            });
    FineTuningState next = asked.applied(state, clock.millis()).standingStill(clock.millis());
    tasks.saveProgress(
        task.id(),
        next.run(),
        next.asked().pause()
            ? io.nasoa.zoo.store.TaskState.PAUSED
            : io.nasoa.zoo.store.TaskState.QUEUED,
        documents.write(next),
        clock.instant());
  }

  /** Ends a run without a model. */
  void endAsCancelled(StoredTask task) {
    FineTuningState open = documents.state(task);
    FineTuningState state = new Intervention.Resume().applied(open, clock.millis());
    records.finish(
        new FinishInput(FinishInput.SCHEMA, state, TaskState.CANCELLED, null, null, state.spent()));
  }

  /** A running task whose worker stops waits for the next one. */
  void queueAgain(StoredTask task) {
    TaskRun run = task.newestRun();
    String progress = run.progressJson();
    if (run.state() == io.nasoa.zoo.store.TaskState.RUNNING && progress != null) {
      tasks.saveProgress(
          task.id(), run.run(), io.nasoa.zoo.store.TaskState.QUEUED, progress, clock.instant());
    }
  }
}
