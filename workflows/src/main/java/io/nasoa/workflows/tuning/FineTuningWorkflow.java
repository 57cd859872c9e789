package io.nasoa.workflows.tuning;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of a fine-tuning task, with the id {@link TaskQueues#fineTuningWorkflowId}.
 *
 * <p>Its end stands in the store before the workflow closes: completed with the result, failed with
 * an {@link io.temporal.failure.ApplicationFailure} of {@link FailureTypes} and one sentence, or
 * canceled.
 *
 * <p>An update returns when the store knows of it; whoever holds a slot for the run learns of it at
 * the next heartbeat. It is refused with one sentence ({@link FailureTypes#INVALID_STATE}) where
 * the run's state does not allow it, and asking for what already holds changes nothing.
 */
@WorkflowInterface
public interface FineTuningWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.FineTuning";

  /** Name of {@link #status}. */
  String STATUS = "nasoa.status";

  /** Name of {@link #pause}. */
  String PAUSE = "nasoa.pause";

  /** Name of {@link #resume}. */
  String RESUME = "nasoa.resume";

  /** Name of {@link #stop}. */
  String STOP = "nasoa.stop";

  /** Name of {@link #extend}. */
  String EXTEND = "nasoa.extend";

  /** Runs what the state does not hold yet. */
  @WorkflowMethod(name = NAME)
  FineTuningResult run(FineTuningState state);

  /** Where the run stands. */
  @QueryMethod(name = STATUS)
  FineTuningStatus status();

  /** Writes a checkpoint, gives the slot back and stands still until resumed. */
  @UpdateMethod(name = PAUSE)
  FineTuningStatus pause();

  /** Goes on after a pause. */
  @UpdateMethod(name = RESUME)
  FineTuningStatus resume();

  /** Ends the training now; its weights are evaluated and kept. */
  @UpdateMethod(name = STOP)
  FineTuningStatus stop();

  /** Lets the budget grow. */
  @UpdateMethod(name = EXTEND)
  FineTuningStatus extend(Intervention.Extend by);

  /** Whether it can be paused. */
  @UpdateValidatorMethod(updateName = PAUSE)
  void checkPause();

  /** Whether it can be resumed. */
  @UpdateValidatorMethod(updateName = RESUME)
  void checkResume();

  /** Whether it can be stopped. */
  @UpdateValidatorMethod(updateName = STOP)
  void checkStop();

  /** Whether it can be extended. */
  @UpdateValidatorMethod(updateName = EXTEND)
  void checkExtend(Intervention.Extend by);
}
