package io.nasoa.activities.tuning;

import io.nasoa.activities.training.MetricsLog.Line;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FineTuneInput;
import io.nasoa.workflows.tuning.TrainingProgress;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells a training what Temporal and the deadline want of it: when it is not wanted any more it
 * writes a checkpoint, and {@link #rethrow()} passes on why.
 */
final class ActivityControl implements TrainingControl {
  private final Attempt attempt;
  private final @Nullable Instant deadline;
  private final @Nullable EndedBy finish;
  private final InstantSource clock;
  private final long startMillis;
  private final double activeAtStart;
  private boolean deadlinePassed;
  private @Nullable Double accuracy;
  private int checkpointStep;

  ActivityControl(Attempt attempt, FineTuneInput input, InstantSource clock, double activeSeconds) {
    this.attempt = attempt;
    this.deadline = input.request().deadline();
    this.finish = input.finish();
    this.clock = clock;
    this.startMillis = clock.millis();
    this.activeAtStart = activeSeconds;
  }

  /**
   * Passes on why the training is not wanted any more. One that the deadline has ended is not taken
   * back for the same reason once more: the run would only ask for its model again.
   */
  void rethrow() {
    if (!(deadlinePassed && attempt.cancelled())) {
      attempt.rethrow();
    }
  }

  /** What ended the training before its schedule did. */
  EndedBy stoppedBy() {
    return deadlinePassed || finish == null ? EndedBy.DEADLINE : finish;
  }

  @Override
  public Decision beforeStep(int stepsDone, int totalSteps) {
    if (attempt.unwanted()) {
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
    attempt.progress(
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
