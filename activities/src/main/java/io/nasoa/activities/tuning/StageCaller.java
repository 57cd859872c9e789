package io.nasoa.activities.tuning;

import io.nasoa.activities.training.Fence;
import io.nasoa.workflows.tuning.TrainingProgress;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.client.ActivityCompletionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who wants a stage: a run's workflow, or a command of this process that waits for it. */
interface StageCaller {
  /** With which claim the stage may write the task's files. */
  Fence.Claim claim();

  /**
   * Tells that the stage is alive.
   *
   * @throws ActivityCompletionException when it is not wanted any more
   */
  void heartbeat(@Nullable TrainingProgress progress);

  /** The last thing that an earlier attempt told. */
  Optional<TrainingProgress> lastProgress();

  /**
   * The caller of the code that asks.
   *
   * @param nowMillis the time for a command's claim
   */
  static StageCaller current(long nowMillis) {
    ActivityExecutionContext activity;
    try {
      activity = Activity.getExecutionContext();
    } catch (IllegalStateException outsideOfAnActivity) {
      return new Command(nowMillis);
    }
    return new Workflow(activity);
  }

  /** A run's workflow. Its server numbers the attempts. */
  record Workflow(ActivityExecutionContext activity) implements StageCaller {
    @Override
    public Fence.Claim claim() {
      ActivityInfo info = activity.getInfo();
      return new Fence.Claim(
          info.getWorkflowRunId(), info.getScheduledTimestamp(), info.getAttempt());
    }

    @Override
    public void heartbeat(@Nullable TrainingProgress progress) {
      activity.heartbeat(progress);
    }

    @Override
    public Optional<TrainingProgress> lastProgress() {
      return activity.getHeartbeatDetails(TrainingProgress.class);
    }
  }

  /** A command, whose task is its own. */
  record Command(long nowMillis) implements StageCaller {
    @Override
    public Fence.Claim claim() {
      return new Fence.Claim("command-" + nowMillis, nowMillis, 1);
    }

    @Override
    public void heartbeat(@Nullable TrainingProgress progress) {}

    @Override
    public Optional<TrainingProgress> lastProgress() {
      return Optional.empty();
    }
  }
}
