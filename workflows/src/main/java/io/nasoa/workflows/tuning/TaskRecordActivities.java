package io.nasoa.workflows.tuning;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What the store is asked for and told, on the queue {@link TaskQueues#control}. All of it is
 * idempotent: the key is (deployment, task, run).
 */
@ActivityInterface
public interface TaskRecordActivities {
  /** Name of {@link #claim}. */
  String CLAIM = "nasoa.record.claim";

  /** Name of {@link #planningMaterial}. */
  String PLANNING_MATERIAL = "nasoa.record.planningMaterial";

  /** Name of {@link #saveState}. */
  String SAVE_STATE = "nasoa.record.saveState";

  /** Name of {@link #finish}. */
  String FINISH = "nasoa.record.finish";

  /**
   * Accepts a request that came past the API, by the rules that hold there. Fails with {@link
   * FailureTypes#CONFLICT} when the id belongs to another request.
   */
  @ActivityMethod(name = CLAIM)
  ClaimResult claim(ClaimInput input);

  /** Zoo entries and step times; fails with {@link FailureTypes#INVALID_MODEL}. */
  @ActivityMethod(name = PLANNING_MATERIAL)
  PlanningMaterial planningMaterial(PlanningMaterialInput input);

  /** Keeps the state from which the run goes on after the server was lost. */
  @ActivityMethod(name = SAVE_STATE)
  void saveState(FineTuningState state);

  /** Commits the end of a run; a run that has ended already keeps its first result. */
  @ActivityMethod(name = FINISH)
  FineTuningResult finish(FinishInput input);
}
