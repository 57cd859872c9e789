package io.nasoa.zoo.planning;

import java.util.List;

/**
 * What a planner decided, and on what it rests.
 *
 * @param chosen what is to be run
 * @param policy that decided
 * @param reason why that one, for the user
 * @param accuracy expected, in [0, 1]
 * @param low lower end of its interval
 * @param high upper end of its interval
 * @param outcome expected, in the predictor's unit
 * @param runnersUp the best of other models, best first
 * @param proposals of all policies that had one
 * @param exclusions what the limit and the memory left out
 * @param considered how many candidates were compared
 */
public record Plan(
    PlanCandidate chosen,
    Policy policy,
    String reason,
    double accuracy,
    double low,
    double high,
    double outcome,
    List<RunnerUp> runnersUp,
    List<Proposal> proposals,
    List<Exclusion> exclusions,
    int considered) {

  /**
   * What else was good.
   *
   * @param candidate what
   * @param accuracy expected of it, in [0, 1]
   */
  public record RunnerUp(PlanCandidate candidate, double accuracy) {}

  public Plan {
    runnersUp = List.copyOf(runnersUp);
    proposals = List.copyOf(proposals);
    exclusions = List.copyOf(exclusions);
  }
}
