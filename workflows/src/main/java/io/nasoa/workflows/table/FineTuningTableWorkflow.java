package io.nasoa.workflows.table;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of a fine-tuning table, with the id {@link
 * io.nasoa.workflows.tuning.TaskQueues#tableWorkflowId}.
 *
 * <p>Its end stands in the store before the workflow closes: completed with the result, failed with
 * an {@link io.temporal.failure.ApplicationFailure} of {@link
 * io.nasoa.workflows.tuning.FailureTypes} and one sentence, or canceled.
 *
 * <p>An update returns when the store knows of it; trainers learn of it at their next heartbeat. It
 * is refused with one sentence when the table has ended, and asking for what already holds changes
 * nothing.
 */
@WorkflowInterface
public interface FineTuningTableWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.FineTuningTable";

  /** Name of {@link #status}. */
  String STATUS = "nasoa.table.status";

  /** Name of {@link #pause}. */
  String PAUSE = "nasoa.table.pause";

  /** Name of {@link #resume}. */
  String RESUME = "nasoa.table.resume";

  /** Runs the trials that the store does not hold yet. */
  @WorkflowMethod(name = NAME)
  TableResult run(TableState state);

  /** Where the table stands. */
  @QueryMethod(name = STATUS)
  TableStatus status();

  /** Has checkpoints written, gives all slots back and stands still until resumed. */
  @UpdateMethod(name = PAUSE)
  TableStatus pause();

  /** Goes on after a pause. */
  @UpdateMethod(name = RESUME)
  TableStatus resume();

  /** Refuses a pause that would change nothing any more. */
  @UpdateValidatorMethod(updateName = PAUSE)
  void checkPause();

  /** Refuses to resume a table that has ended. */
  @UpdateValidatorMethod(updateName = RESUME)
  void checkResume();
}
