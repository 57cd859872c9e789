package io.nasoa.workflows.hpo;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What the store is asked for and told by a search for hyper-parameters, on the queue {@link
 * io.nasoa.workflows.tuning.TaskQueues#control}. All of it is idempotent: the key is (search,
 * number of the piece).
 */
@ActivityInterface
public interface HpoRecordActivities {
  /** Name of {@link #advance}. */
  String ADVANCE = "nasoa.hpo.advance";

  /** Name of {@link #saveState}. */
  String SAVE_STATE = "nasoa.hpo.saveState";

  /** Name of {@link #finish}. */
  String FINISH = "nasoa.hpo.finish";

  /**
   * Stores what has arrived, tells the method and asks it what is to be evaluated next. The methods
   * are here and not in the workflow's code, so that a mended one does not break the histories of
   * running searches.
   */
  @ActivityMethod(name = ADVANCE)
  HpoState advance(AdvanceHpoInput input);

  /** Keeps the state from which the search goes on after the server was lost. */
  @ActivityMethod(name = SAVE_STATE)
  void saveState(HpoState state);

  /** Commits the end of a run; a run that has ended already keeps its first result. */
  @ActivityMethod(name = FINISH)
  HpoResult finish(FinishHpoInput input);
}
