package io.nasoa.workflows.search;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One run of an architecture search, with the id {@link
 * io.nasoa.workflows.tuning.TaskQueues#searchWorkflowId}.
 *
 * <p>Its end stands in the store before the workflow closes: completed with the result, failed with
 * an {@link io.temporal.failure.ApplicationFailure} of {@link
 * io.nasoa.workflows.tuning.FailureTypes} and one sentence, or canceled.
 *
 * <p>An update returns when the store knows of it; trainers learn of it at their next heartbeat. It
 * is refused with one sentence where the search's state does not allow it, and asking for what
 * already holds changes nothing.
 */
@WorkflowInterface
public interface NasSearchWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.NasSearch";

  /** Name of {@link #status}. */
  String STATUS = "nasoa.search.status";

  /** Name of {@link #pause}. */
  String PAUSE = "nasoa.search.pause";

  /** Name of {@link #resume}. */
  String RESUME = "nasoa.search.resume";

  /** Name of {@link #stop}. */
  String STOP = "nasoa.search.stop";

  /** Evaluates what the state does not hold yet. */
  @WorkflowMethod(name = NAME)
  SearchResult run(SearchWorkflowState state);

  /** Where the search stands. */
  @QueryMethod(name = STATUS)
  SearchStatus status();

  /** Has checkpoints written, gives all slots back and stands still until resumed. */
  @UpdateMethod(name = PAUSE)
  SearchStatus pause();

  /** Goes on after a pause. */
  @UpdateMethod(name = RESUME)
  SearchStatus resume();

  /** Ends the search now, with the front it has. */
  @UpdateMethod(name = STOP)
  SearchStatus stop();

  /** Whether it can be paused. */
  @UpdateValidatorMethod(updateName = PAUSE)
  void checkPause();

  /** Whether it can be resumed. */
  @UpdateValidatorMethod(updateName = RESUME)
  void checkResume();

  /** Whether it can be stopped. */
  @UpdateValidatorMethod(updateName = STOP)
  void checkStop();
}
