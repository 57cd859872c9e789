package io.nasoa.zoo.replay;

import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.planning.Plan;
import java.util.List;

/** The experience that a planned run leaves: the table's row, chosen and timed as it was. */
final class OwnRun {
  private static final String MEASURED = "MEASURED";

  private OwnRun() {}

  /**
   * The experience.
   *
   * @param slowdown factor by which everything took longer than calibrated, positive
   * @param device that it ran on
   */
  static Experience of(CellRun run, Plan plan, double slowdown, String device) {
    Experience row = run.experience();
    return new Experience(
        row.schema(),
        Experience.Kind.OWN,
        row.dataset(),
        row.data(),
        row.model(),
        row.regime(),
        row.limitShare(),
        row.limitSeconds(),
        row.seed(),
        row.outcome(),
        cost(row.cost(), slowdown, device),
        decision(plan),
        row.versions(),
        row.endedAt());
  }

  private static Experience.Cost cost(Experience.Cost cost, double slowdown, String device) {
    Double step = cost.expectedStepSeconds();
    return new Experience.Cost(
        cost.activeSeconds() * slowdown,
        cost.trainSeconds() * slowdown,
        device,
        cost.threads(),
        step,
        step == null ? null : MEASURED,
        step == null ? null : (Double) (step * slowdown));
  }

  private static Experience.Decision decision(Plan plan) {
    List<Experience.PolicyProposal> proposals =
        plan.proposals().stream()
            .map(
                proposal ->
                    new Experience.PolicyProposal(
                        proposal.policy().name(),
                        proposal.lead(),
                        proposal.candidate().equals(plan.chosen())))
            .toList();
    return new Experience.Decision(plan.policy().name(), plan.outcome(), proposals);
  }
}
