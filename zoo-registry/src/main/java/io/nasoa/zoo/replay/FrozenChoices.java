package io.nasoa.zoo.replay;

import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.planning.Policy;
import io.nasoa.zoo.planning.Proposal;
import io.nasoa.zoo.regime.Configuration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the methods choose that do not learn on the way. */
final class FrozenChoices {
  private FrozenChoices() {}

  /**
   * The choices in a cell.
   *
   * @param prior without the cell's group
   * @param seed of what is random
   */
  static Map<Method, Choice> of(ReplayCell cell, GroupKnowledge prior, long seed) {
    Map<Method, Choice> choices = new EnumMap<>(Method.class);
    Plan plan = prior.plan(cell, cell.zoo());
    choices.put(Method.NASOA_FROZEN, planned(cell, plan));
    choices.put(Method.ONE, Choice.of(one(cell, plan)));
    choices.put(Method.FIXED, Choice.of(fixed(cell, prior, plan)));
    choices.put(Method.RANDOM, Choice.of(random(cell, seed)));
    put(choices, Method.NEAREST_PAST_TASK, proposal(cell, plan, Policy.NEAREST_PAST_TASK));
    put(choices, Method.RIDGE, proposal(cell, plan, Policy.RIDGE));
    put(choices, Method.ADAPTIVE, proposal(cell, plan, Policy.ADAPTIVE));
    put(choices, Method.RIVALS, rival(cell));
    choices.put(
        Method.SELECT,
        Choice.of(cell.zoo().stream().reduce((a, b) -> b.select() > a.select() ? b : a).get()));
    choices.put(Method.ORACLE, Choice.of(cell.best()));
    return choices;
  }

  private static void put(Map<Method, Choice> choices, Method method, Optional<CellRun> run) {
    run.ifPresent(chosen -> choices.put(method, Choice.of(chosen)));
  }

  static Choice planned(ReplayCell cell, Plan plan) {
    return new Choice(cell.run(plan.chosen().configuration()), plan);
  }

  /**
   * The portfolio of one among what was run; where the other groups know none of it, what the
   * planner takes when it knows nothing.
   */
  static CellRun one(ReplayCell cell, Plan plan) {
    return proposal(cell, plan, Policy.PORTFOLIO_OF_ONE)
        .or(() -> proposal(cell, plan, Policy.DEFAULT))
        .orElse(cell.zoo().get(0));
  }

  private static CellRun fixed(ReplayCell cell, GroupKnowledge prior, Plan plan) {
    Set<Configuration> defaults = cell.defaults();
    return prior
        .state()
        .pastRuns()
        .portfolioOfOne(cell.limit(), defaults::contains)
        .map(cell::run)
        .or(() -> proposal(cell, plan, Policy.DEFAULT))
        .orElse(cell.zoo().get(0));
  }

  private static CellRun random(ReplayCell cell, long seed) {
    return cell.zoo().get(Draws.of(seed, "random " + cell.name()).nextInt(cell.zoo().size()));
  }

  private static Optional<CellRun> proposal(ReplayCell cell, Plan plan, Policy policy) {
    return plan.proposals().stream()
        .filter(proposal -> proposal.policy() == policy)
        .map(Proposal::candidate)
        .map(candidate -> cell.run(candidate.configuration()))
        .findFirst();
  }

  private static Optional<CellRun> rival(ReplayCell cell) {
    return cell.rivals().stream()
        .filter(CellRun::isDefault)
        .max(Comparator.comparingDouble(CellRun::test));
  }
}
