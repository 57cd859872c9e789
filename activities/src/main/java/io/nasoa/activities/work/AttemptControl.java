package io.nasoa.activities.work;

import io.nasoa.activities.training.MetricsLog.Line;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.Attempt;
import io.nasoa.workflows.tuning.TrainingProgress;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Tells a training when it is not wanted any more, and the server how far it is. */
public final class AttemptControl implements TrainingControl {
  private final Attempt attempt;
  private final InstantSource clock;
  private final long startMillis;
  private final Runnable progressed;
  private @Nullable Double accuracy;
  private int checkpointStep;

  /**
   * @param progressed told at each durable checkpoint
   */
  public AttemptControl(Attempt attempt, InstantSource clock, Runnable progressed) {
    this.attempt = attempt;
    this.clock = clock;
    this.startMillis = clock.millis();
    this.progressed = progressed;
  }

  @Override
  public Decision beforeStep(int stepsDone, int totalSteps) {
    return attempt.unwanted() ? Decision.YIELD : Decision.CONTINUE;
  }

  @Override
  public void checkpointed(int step) {
    checkpointStep = step;
    progressed.run();
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
            (clock.millis() - startMillis) / 1000.0));
  }
}
