package io.nasoa.zoo.replay;

import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.learning.LeaveGroupOut;
import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.planning.PlanCandidate;
import io.nasoa.zoo.planning.PlanningKnowledge;
import io.nasoa.zoo.planning.Policy;
import io.nasoa.zoo.planning.PolicyState;
import io.nasoa.zoo.planning.Proposal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be known when a group is evaluated: a state that never saw it, and beside it what the
 * tables of other groups tell about policies. As several configurations were run on a task, the
 * gain of every proposal is known exactly; a product's log of single runs does not tell it. For use
 * by one thread.
 */
final class GroupKnowledge {
  /** Before so many groups predictors are not judged: they cannot know anything. */
  private static final int JUDGED_FROM = 3;

  private static final StepTimes UNMEASURED = new StepTimes(List.of(), List.of());

  private final LearnedState state;
  private PolicyState judged;
  private long judgedCells;

  private GroupKnowledge(LearnedState state, PolicyState judged, long judgedCells) {
    this.state = state;
    this.judged = judged;
    this.judgedCells = judgedCells;
  }

  /**
   * Prior experience of other groups, learned group by group; policies are judged on each before
   * anything of it is learned.
   *
   * @param others cells of each group, in the order of learning
   */
  static GroupKnowledge prior(List<List<ReplayCell>> others) {
    GroupKnowledge knowledge = new GroupKnowledge(LearnedState.start(), PolicyState.start(), 0);
    for (List<ReplayCell> group : others) {
      if (knowledge.state.datasets().size() >= JUDGED_FROM) {
        group.forEach(knowledge::judge);
      }
      for (ReplayCell cell : group) {
        cell.zoo().forEach(run -> knowledge.state.learn(cell.task(), run.experience()));
      }
    }
    return knowledge;
  }

  /** One that goes on from the same on its own. */
  GroupKnowledge copy() {
    return new GroupKnowledge(state.copy(), judged, judgedCells);
  }

  /** The state that plans of the product rest on. */
  LearnedState state() {
    return state;
  }

  /**
   * The plan of a cell.
   *
   * @param trust whether policies are trusted as the tables tell, or as own runs do
   * @param among runs of the cell that may be chosen
   * @throws LeaveGroupOut.LeakException if anything of the cell's group was learned
   */
  Plan plan(ReplayCell cell, Trust trust, List<CellRun> among) {
    return cell.planner()
        .planAmong(cell.planningTask(), known(cell, trust), ReplayCell.candidates(among));
  }

  private PlanningKnowledge known(ReplayCell cell, Trust trust) {
    PlanningKnowledge known =
        LeaveGroupOut.knowledge(cell.planningTask(), state, UNMEASURED, cell::contains);
    return trust == Trust.OWN_RUNS
        ? known
        : new PlanningKnowledge(
            known.stepTimes(),
            known.correction(),
            known.adaptive(),
            known.ridge(),
            judged,
            known.tasks() + judgedCells,
            known.portfolioOfOne(),
            known.nearestPastTask());
  }

  /** Takes up what a cell of another group tells about policies. */
  private void judge(ReplayCell cell) {
    Plan plan = plan(cell, Trust.TABLES, cell.zoo());
    Map<Policy, Double> outcomes = new EnumMap<>(Policy.class);
    Map<Policy, Double> gainErrors = new EnumMap<>(Policy.class);
    Optional<PlanCandidate> safe = safe(plan);
    for (Proposal proposal : plan.proposals()) {
      double outcome = outcome(cell, proposal.candidate());
      outcomes.put(proposal.policy(), outcome);
      // Who proposes what is taken anyway claims nothing.
      if (safe.isPresent() && !safe.get().equals(proposal.candidate())) {
        double gain = outcome - outcome(cell, safe.get());
        gainErrors.put(proposal.policy(), proposal.gain() - gain);
      }
    }
    judged =
        judged.learn(
            new PolicyState.Lesson(
                cell.group().name(),
                plan.outcome(),
                outcome(cell, plan.chosen()),
                outcomes,
                outcomes.keySet(),
                gainErrors));
    judgedCells++;
  }

  private static double outcome(ReplayCell cell, PlanCandidate candidate) {
    return cell.run(candidate.configuration()).target();
  }

  /** What gains are counted from. */
  private static Optional<PlanCandidate> safe(Plan plan) {
    return plan.proposals().stream()
        .filter(
            proposal ->
                proposal.policy() == Policy.PORTFOLIO_OF_ONE || proposal.policy() == Policy.DEFAULT)
        .map(Proposal::candidate)
        .findFirst();
  }

  /**
   * Takes up a run of another group that was planned.
   *
   * @param plan that it was planned by
   * @param run its experience, with what it took and how it was chosen
   * @param outcome what it came to, in the predictors' unit
   */
  void learn(ReplayCell cell, Plan plan, Experience run, double outcome) {
    state.learn(cell.task(), run);
    judged = judged.learn(PolicyState.Lesson.ofRun(cell.group().name(), plan, outcome));
  }
}
