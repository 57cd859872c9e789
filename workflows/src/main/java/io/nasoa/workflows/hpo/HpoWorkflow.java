package io.nasoa.workflows.hpo;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of a search for hyper-parameters, with the id {@link
 * io.nasoa.workflows.tuning.TaskQueues#hpoWorkflowId}.
 *
 * <p>Its end stands in the store before the workflow closes: completed with the result, failed with
 * an {@link io.temporal.failure.ApplicationFailure} of {@link
 * io.nasoa.workflows.tuning.FailureTypes} and one sentence, or canceled.
 *
 * <p>An update returns when the store knows of it; trainers learn of it at their next heartbeat. It
 * is refused with one sentence when the search has ended, and asking for what already holds changes
 * nothing.
 */
@WorkflowInterface
public interface HpoWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.Hpo";

  /** Name of {@link #status}. */
  String STATUS = "nasoa.hpo.status";

  /** Name of {@link #pause}. */
  String PAUSE = "nasoa.hpo.pause";

  /** Name of {@link #resume}. */
  String RESUME = "nasoa.hpo.resume";

  /** Name of {@link #stop}. */
  String STOP = "nasoa.hpo.stop";

  /** Evaluates until no more fits under the cap, and reports on every incumbent. */
  @WorkflowMethod(name = NAME)
  HpoResult run(HpoState state);

  /** Where the search stands. */
  @QueryMethod(name = STATUS)
  HpoStatus status();

  /** Has checkpoints written, gives all slots back and stands still until resumed. */
  @UpdateMethod(name = PAUSE)
  HpoStatus pause();

  /** Goes on after a pause. */
  @UpdateMethod(name = RESUME)
  HpoStatus resume();

  /** Ends with the incumbent it has; what is under way is given up and not counted. */
  @UpdateMethod(name = STOP)
  HpoStatus stop();

  /** Refuses a pause that would change nothing any more. */
  @UpdateValidatorMethod(updateName = PAUSE)
  void checkPause();

  /** Refuses to resume a search that has ended. */
  @UpdateValidatorMethod(updateName = RESUME)
  void checkResume();

  /** Refuses to stop a search that has ended. */
  @UpdateValidatorMethod(updateName = STOP)
  void checkStop();
}
