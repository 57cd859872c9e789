package io.nasoa.zoo.replay;

import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.learning.LeaveGroupOut;
import io.nasoa.zoo.planning.Plan;
import java.util.List;

/** What may be known when a group is evaluated: a state that never saw it. For one thread. */
final class GroupKnowledge {
  private static final StepTimes UNMEASURED = new StepTimes(List.of(), List.of());

  private final LearnedState state;

  private GroupKnowledge(LearnedState state) {
    this.state = state;
  }

  /**
   * Prior experience of other groups, learned group by group.
   *
   * @param others cells of each group, in the order of learning
   */
  static GroupKnowledge prior(List<List<ReplayCell>> others) {
    LearnedState state = LearnedState.start();
    for (List<ReplayCell> group : others) {
      for (ReplayCell cell : group) {
        cell.zoo().forEach(run -> state.learn(cell.task(), run.experience()));
      }
    }
    return new GroupKnowledge(state);
  }

  /** One that goes on from the same on its own. */
  GroupKnowledge copy() {
    return new GroupKnowledge(state.copy());
  }

  /** The state that plans rest on. */
  LearnedState state() {
    return state;
  }

  /**
   * The plan of a cell.
   *
   * @param among runs of the cell that may be chosen
   * @throws LeaveGroupOut.LeakException if anything of the cell's group was learned
   */
  Plan plan(ReplayCell cell, List<CellRun> among) {
    return cell.planner()
        .planAmong(
            cell.planningTask(),
            LeaveGroupOut.knowledge(cell.planningTask(), state, UNMEASURED, cell::contains),
            ReplayCell.candidates(among));
  }

  /**
   * Takes up a run of another group that was planned.
   *
   * @param run its experience, with what it took and how it was chosen
   */
  void learn(ReplayCell cell, Experience run) {
    state.learn(cell.task(), run);
  }
}
