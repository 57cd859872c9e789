package io.nasoa.zoo.learning;

import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.planning.Planner;
import io.nasoa.zoo.planning.PlanningKnowledge;
import io.nasoa.zoo.planning.PlanningTask;
import io.nasoa.zoo.profile.ProfileFeatures;
import io.nasoa.zoo.regime.Configuration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Plans for an evaluation: refuses knowledge that was derived from the group that the task belongs
 * to (protocol P2). A product plans with all that it knows; a comparison must not.
 */
public final class LeaveGroupOut {
  private LeaveGroupOut() {}

  /** Something was known of a group that was to be evaluated. */
  public static final class LeakException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    LeakException(String group) {
      super(
          "a task of group %s cannot be evaluated with experience of %s: learn from a log without it"
              .formatted(group, group));
    }
  }

  /**
   * The plan of a task of a group.
   *
   * @param task whose dataset is the group and whose features are {@link ProfileFeatures#vector}
   * @throws LeakException if the state learned anything from the group
   */
  public static Plan plan(
      Planner planner, PlanningTask task, LearnedState state, StepTimes stepTimes) {
    return planner.plan(task, knowledge(task, state, stepTimes, any -> true));
  }

  /**
   * What may be known for planning a task of a group.
   *
   * @param task whose dataset is the group and whose features are {@link ProfileFeatures#vector}
   * @param allowed what policies without a predictor may propose
   * @throws LeakException if the state learned anything from the group
   */
  public static PlanningKnowledge knowledge(
      PlanningTask task,
      LearnedState state,
      StepTimes stepTimes,
      Predicate<Configuration> allowed) {
    if (state.datasets().contains(task.dataset())) {
      throw new LeakException(task.dataset());
    }
    Map<String, Double> known = new HashMap<>();
    for (int i = 0; i < ProfileFeatures.NAMES.size(); i++) {
      double value = task.features().get(i);
      if (!Double.isNaN(value)) {
        known.put(ProfileFeatures.NAMES.get(i), value);
      }
    }
    return state.knowledge(
        stepTimes, task.limitSeconds(), known, task.classes(), task.trainImages(), allowed);
  }
}
