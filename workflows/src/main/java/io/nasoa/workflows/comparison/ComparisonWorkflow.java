package io.nasoa.workflows.comparison;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of a comparison, with the id {@link
 * io.nasoa.workflows.tuning.TaskQueues#comparisonWorkflowId}; its searches are workflows below it.
 *
 * <p>Its end stands in the store before the workflow closes: completed with the result, failed with
 * an {@link io.temporal.failure.ApplicationFailure} of {@link
 * io.nasoa.workflows.tuning.FailureTypes} and one sentence, or canceled.
 *
 * <p>An update returns when the store knows of it; trainers learn of it at their next heartbeat. It
 * is refused with one sentence when the comparison has ended, and asking for what already holds
 * changes nothing.
 */
@WorkflowInterface
public interface ComparisonWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.Comparison";

  /** Name of {@link #status}. */
  String STATUS = "nasoa.comparison.status";

  /** Name of {@link #pause}. */
  String PAUSE = "nasoa.comparison.pause";

  /** Name of {@link #resume}. */
  String RESUME = "nasoa.comparison.resume";

  /** Runs the cells that the store does not hold yet. */
  @WorkflowMethod(name = NAME)
  ComparisonResult run(ComparisonState state);

  /** Where the comparison stands. */
  @QueryMethod(name = STATUS)
  ComparisonStatus status();

  /** Has checkpoints written, gives all slots back and stands still until resumed. */
  @UpdateMethod(name = PAUSE)
  ComparisonStatus pause();

  /** Goes on after a pause. */
  @UpdateMethod(name = RESUME)
  ComparisonStatus resume();

  /** Refuses a pause that would change nothing any more. */
  @UpdateValidatorMethod(updateName = PAUSE)
  void checkPause();

  /** Refuses to resume a comparison that has ended. */
  @UpdateValidatorMethod(updateName = RESUME)
  void checkResume();
}
