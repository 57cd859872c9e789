package io.nasoa.activities.tuning;

import io.nasoa.activities.training.MetricsLog.Line;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FineTuneInput;
import io.nasoa.workflows.tuning.TrainingProgress;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Tells a training what Temporal and the deadline want of it. Heartbeats are sent by a timer, so
 * that loading and validation do not look like death; what a heartbeat throws is kept, the training
 * writes a checkpoint, and {@link #rethrow()} passes it on.
 */
final class ActivityControl implements TrainingControl {
  private final ActivityExecutionContext activity;
  private final @Nullable Instant deadline;
  private final @Nullable EndedBy finish;
  private final InstantSource clock;
  private final long startMillis;
  private final double activeAtStart;
  private final AtomicReference<@Nullable ActivityCompletionException> asked =
      new AtomicReference<>();
  private final AtomicReference<@Nullable TrainingProgress> progress = new AtomicReference<>();
  private volatile boolean deadlinePassed;
  private @Nullable Double accuracy;
  private int checkpointStep;

  ActivityControl(
      ActivityExecutionContext activity,
      FineTuneInput input,
      InstantSource clock,
      double activeSeconds) {
    this.activity = activity;
    this.deadline = input.request().deadline();
    this.finish = input.finish();
    this.clock = clock;
    this.startMillis = clock.millis();
    this.activeAtStart = activeSeconds;
  }

  /** Sends the newest progress. */
  void beat() {
    if (asked.get() != null) {
      return;
    }
    try {
      activity.heartbeat(progress.get());
    } catch (ActivityCompletionException e) {
      asked.set(e);
    }
  }

  /**
   * Passes on what the last heartbeat was answered with. A training that the deadline has ended is
   * not taken back for the same reason once more: the run would only ask for its model again.
   */
  void rethrow() {
    ActivityCompletionException answer = asked.get();
    if (answer != null && !(deadlinePassed && answer instanceof ActivityCanceledException)) {
      throw answer;
    }
  }

  /** What ended the training before its schedule did. */
  EndedBy stoppedBy() {
    return deadlinePassed || finish == null ? EndedBy.DEADLINE : finish;
  }

  @Override
  public Decision beforeStep(int stepsDone, int totalSteps) {
    if (asked.get() != null) {
      return Decision.YIELD;
    }
    if (finish != null) {
      return Decision.STOP;
    }
    if (deadline != null && !clock.instant().isBefore(deadline)) {
      deadlinePassed = true;
      return Decision.STOP;
    }
    return Decision.CONTINUE;
  }

  @Override
  public void checkpointed(int step) {
    checkpointStep = step;
  }

  @Override
  public void afterStep(Line line, int totalSteps) {
    accuracy = line.accuracy() == null ? accuracy : line.accuracy();
    progress.set(
        new TrainingProgress(
            TrainingProgress.SCHEMA,
            line.step(),
            totalSteps,
            (double) line.loss(),
            accuracy,
            checkpointStep,
            activeAtStart + (clock.millis() - startMillis) / 1000.0));
  }
}
