package io.nasoa.workflows.tuning;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of a fine-tuning task, with the id {@link TaskQueues#fineTuningWorkflowId}.
 *
 * <p>Its end stands in the store before the workflow closes: completed with the result, failed with
 * an {@link io.temporal.failure.ApplicationFailure} of {@link FailureTypes} and one sentence, or
 * canceled.
 */
@WorkflowInterface
public interface FineTuningWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.FineTuning";

  /** Name of {@link #status}. */
  String STATUS = "nasoa.status";

  /** Runs what the state does not hold yet. */
  @WorkflowMethod(name = NAME)
  FineTuningResult run(FineTuningState state);

  /** Where the run stands. */
  @QueryMethod(name = STATUS)
  FineTuningStatus status();
}
