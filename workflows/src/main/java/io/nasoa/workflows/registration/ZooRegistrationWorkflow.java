package io.nasoa.workflows.registration;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of a build of zoo entries, with the id {@link
 * io.nasoa.workflows.tuning.TaskQueues#registrationWorkflowId}.
 *
 * <p>Its end stands in the store before the workflow closes: completed with the result, failed with
 * an {@link io.temporal.failure.ApplicationFailure} of {@link
 * io.nasoa.workflows.tuning.FailureTypes} and one sentence, or canceled.
 *
 * <p>An update returns when the store knows of it; trainers learn of it at their next heartbeat. It
 * is refused with one sentence when the build has ended, and asking for what already holds changes
 * nothing.
 */
@WorkflowInterface
public interface ZooRegistrationWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.ZooRegistration";

  /** Name of {@link #status}. */
  String STATUS = "nasoa.registration.status";

  /** Name of {@link #pause}. */
  String PAUSE = "nasoa.registration.pause";

  /** Name of {@link #resume}. */
  String RESUME = "nasoa.registration.resume";

  /** Does for each model what the state does not hold yet. */
  @WorkflowMethod(name = NAME)
  RegistrationResult run(RegistrationState state);

  /** Where the build stands. */
  @QueryMethod(name = STATUS)
  RegistrationStatus status();

  /** Has checkpoints written, gives all slots back and stands still until resumed. */
  @UpdateMethod(name = PAUSE)
  RegistrationStatus pause();

  /** Goes on after a pause. */
  @UpdateMethod(name = RESUME)
  RegistrationStatus resume();

  /** Refuses a pause that would change nothing any more. */
  @UpdateValidatorMethod(updateName = PAUSE)
  void checkPause();

  /** Refuses to resume a build that has ended. */
  @UpdateValidatorMethod(updateName = RESUME)
  void checkResume();
}
