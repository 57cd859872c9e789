package io.nasoa.workflows.comparison;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What the store is asked for and told by a comparison, on the queue {@link
 * io.nasoa.workflows.tuning.TaskQueues#control}. All of it is idempotent: the key is (comparison,
 * number of the piece).
 */
@ActivityInterface
public interface ComparisonRecordActivities {
  /** Name of {@link #advance}. */
  String ADVANCE = "nasoa.comparison.advance";

  /** Name of {@link #plan}. */
  String PLAN = "nasoa.comparison.plan";

  /** Name of {@link #prepareSearch}. */
  String PREPARE_SEARCH = "nasoa.comparison.prepareSearch";

  /** Name of {@link #saveState}. */
  String SAVE_STATE = "nasoa.comparison.saveState";

  /** Name of {@link #finish}. */
  String FINISH = "nasoa.comparison.finish";

  /**
   * Stores what has arrived and says what is to be done next. Cells and order are here and not in
   * the workflow's code, so that better ones do not break the histories of running comparisons.
   */
  @ActivityMethod(name = ADVANCE)
  ComparisonState advance(AdvanceComparisonInput input);

  /**
   * Lets a method choose, from experience that never saw the task's group. It heartbeats while it
   * learns that experience, which takes up to minutes the first time.
   */
  @ActivityMethod(name = PLAN)
  PlannedCell plan(PlanCellInput input);

  /**
   * Claims a search in the store, with the comparison's calibration as its own: a second of one is
   * a second of the other.
   */
  @ActivityMethod(name = PREPARE_SEARCH)
  PreparedSearch prepareSearch(PrepareSearchInput input);

  /** Keeps the state from which the comparison goes on after the server was lost. */
  @ActivityMethod(name = SAVE_STATE)
  void saveState(ComparisonState state);

  /** Commits the end of a run; a run that has ended already keeps its first result. */
  @ActivityMethod(name = FINISH)
  ComparisonResult finish(FinishComparisonInput input);
}
