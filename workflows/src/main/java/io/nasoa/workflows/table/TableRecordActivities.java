package io.nasoa.workflows.table;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What the store is asked for and told by a table, on the queue {@link
 * io.nasoa.workflows.tuning.TaskQueues#control}. All of it is idempotent: the key is (table, number
 * of the piece).
 */
@ActivityInterface
public interface TableRecordActivities {
  /** Name of {@link #advance}. */
  String ADVANCE = "nasoa.table.advance";

  /** Name of {@link #saveState}. */
  String SAVE_STATE = "nasoa.table.saveState";

  /** Name of {@link #finish}. */
  String FINISH = "nasoa.table.finish";

  /**
   * Stores what has arrived and says what is to be done next. Design and order are here and not in
   * the workflow's code, so that better ones do not break the histories of running tables.
   */
  @ActivityMethod(name = ADVANCE)
  TableState advance(AdvanceTableInput input);

  /** Keeps the state from which the table goes on after the server was lost. */
  @ActivityMethod(name = SAVE_STATE)
  void saveState(TableState state);

  /** Commits the end of a run; a run that has ended already keeps its first result. */
  @ActivityMethod(name = FINISH)
  TableResult finish(FinishTableInput input);
}
