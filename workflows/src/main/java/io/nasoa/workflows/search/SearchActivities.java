package io.nasoa.workflows.search;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What a trainer does for a search, on the queue {@link
 * io.nasoa.workflows.tuning.TaskQueues#trainer}.
 */
@ActivityInterface
public interface SearchActivities {
  /** Name of {@link #evaluate}. */
  String EVALUATE = "nasoa.search.evaluate";

  /**
   * Trains and measures one candidate, from its newest valid checkpoint on; an evaluation that has
   * been done already gives the outcome that it gave. A candidate that diverges or takes its
   * trainer down again and again is an outcome, no failure: those ({@link
   * io.nasoa.workflows.tuning.FailureTypes}) say that no candidate can be evaluated. Heartbeats at
   * least every few seconds; when a heartbeat throws, it writes a checkpoint and rethrows.
   */
  @ActivityMethod(name = EVALUATE)
  CandidateOutcome evaluate(CandidateInput input);
}
