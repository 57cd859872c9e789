package io.nasoa.workflows.search;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What the store is asked for and told by a search, on the queue {@link
 * io.nasoa.workflows.tuning.TaskQueues#control}. All of it is idempotent: the key is (search,
 * evaluation number).
 */
@ActivityInterface
public interface SearchRecordActivities {
  /** Name of {@link #advance}. */
  String ADVANCE = "nasoa.search.advance";

  /** Name of {@link #saveState}. */
  String SAVE_STATE = "nasoa.search.saveState";

  /** Name of {@link #finish}. */
  String FINISH = "nasoa.search.finish";

  /**
   * Tells the search what has arrived, in the order of the evaluations' numbers, and asks for more;
   * the log and the state it gives are stored. The search's algorithm is here and not in the
   * workflow's code, so that a better one does not break the histories of running searches. Fails
   * with {@link io.nasoa.workflows.tuning.FailureTypes#NOTHING_EVALUATED} when no block was found.
   */
  @ActivityMethod(name = ADVANCE)
  SearchWorkflowState advance(AdvanceInput input);

  /** Keeps the state from which the search goes on after the server was lost. */
  @ActivityMethod(name = SAVE_STATE)
  void saveState(SearchWorkflowState state);

  /** Commits the end of a run; a run that has ended already keeps its first result. */
  @ActivityMethod(name = FINISH)
  SearchResult finish(FinishSearchInput input);
}
