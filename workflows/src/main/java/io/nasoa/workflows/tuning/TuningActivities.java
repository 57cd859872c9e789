package io.nasoa.workflows.tuning;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What a trainer does, on the queue {@link TaskQueues#trainer}. Each method may be started again
 * after a kill and then gives the same result; failures are {@link
 * io.temporal.failure.ApplicationFailure}s of {@link FailureTypes} with one sentence for the user,
 * and the stage's {@link Ledger} as their only detail where it is known.
 */
@ActivityInterface
public interface TuningActivities {
  /** Name of {@link #profile}. */
  String PROFILE = "nasoa.tuning.profile";

  /** Name of {@link #plan}. */
  String PLAN = "nasoa.tuning.plan";

  /** Name of {@link #fineTune}. */
  String FINE_TUNE = "nasoa.tuning.fineTune";

  /** Name of {@link #evaluate}. */
  String EVALUATE = "nasoa.tuning.evaluate";

  /** Reads and decodes the data. Fails with {@link FailureTypes#INVALID_DATA}. */
  @ActivityMethod(name = PROFILE)
  DatasetSummary profile(ProfileInput input);

  /**
   * Chooses model and schedule. Fails with {@link FailureTypes#NO_FEASIBLE_PLAN} or {@link
   * FailureTypes#INVALID_MODEL}.
   */
  @ActivityMethod(name = PLAN)
  FineTuningPlan plan(PlanInput input);

  /**
   * Trains, from the newest valid checkpoint on. Heartbeats with {@link TrainingProgress} at least
   * every few seconds; when a heartbeat throws, it writes a checkpoint and rethrows, but for a
   * cancellation, where {@link FailureTypes#CANCELLED} with the ledger tells more. Fails with
   * {@link FailureTypes#DIVERGED} or {@link FailureTypes#DEADLINE_PASSED}.
   */
  @ActivityMethod(name = FINE_TUNE)
  TrainingOutcome fineTune(FineTuneInput input);

  /** Measures the final model on the validation images. */
  @ActivityMethod(name = EVALUATE)
  EvaluationOutcome evaluate(EvaluateInput input);
}
