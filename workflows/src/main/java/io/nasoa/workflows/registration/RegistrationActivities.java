package io.nasoa.workflows.registration;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What a trainer does for a build, on the queue {@link
 * io.nasoa.workflows.tuning.TaskQueues#trainer}. Both heartbeat at least every few seconds and end
 * when a heartbeat throws.
 */
@ActivityInterface
public interface RegistrationActivities {
  /** Name of {@link #pretrain}. */
  String PRETRAIN = "nasoa.registration.pretrain";

  /** Name of {@link #measure}. */
  String MEASURE = "nasoa.registration.measure";

  /**
   * Pretrains one model, from its newest valid checkpoint on; what has been done already gives the
   * outcome that it gave. A model that diverges or takes its trainer down again and again is an
   * outcome, no failure: those ({@link io.nasoa.workflows.tuning.FailureTypes}) say that no model
   * can be trained.
   */
  @ActivityMethod(name = PRETRAIN)
  PretrainOutcome pretrain(PretrainInput input);

  /** Times all models against each other, interleaved; takes seconds a model. */
  @ActivityMethod(name = MEASURE)
  MeasureOutcome measure(MeasureInput input);
}
