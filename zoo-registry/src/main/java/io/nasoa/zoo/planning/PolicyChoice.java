package io.nasoa.zoo.planning;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Decides between the policies' proposals: the policy that is trusted most (of equal ones the one
 * that learns most), unless the gain that it predicts is not larger than what such gains were too
 * high by; then portfolio-of-one, or where nobody knows one the default.
 */
final class PolicyChoice {
  private final PlanningRules rules;
  private final Proposals proposals;
  private final PlanningKnowledge knowledge;

  PolicyChoice(PlanningRules rules, Proposals proposals, PlanningKnowledge knowledge) {
    this.rules = rules;
    this.proposals = proposals;
    this.knowledge = knowledge;
  }

  Decision decide() {
    PolicyHedge hedge = knowledge.policies().hedge();
    Policy leader =
        proposals.policies().stream()
            .max(
                Comparator.comparingDouble(hedge::weight)
                    .thenComparing(Comparator.<Policy>naturalOrder()))
            .orElseThrow();
    int wanted = proposals.place(leader).orElseThrow();
    List<Policy> safeOnes =
        proposals.policies().stream()
            .filter(policy -> policy == Policy.PORTFOLIO_OF_ONE || policy == Policy.DEFAULT)
            .toList();
    if (safeOnes.isEmpty()) {
      return new Decision(
          leader, wanted, wanted, "neither a known best nor a default configuration fits");
    }
    Policy safe = safeOnes.get(0);
    int safePlace = proposals.place(safe).orElseThrow();
    if (wanted == safePlace) {
      return new Decision(safe, safePlace, safePlace, name(leader) + " proposes the same");
    }
    double believed = ColdStart.share(knowledge.tasks());
    double gain =
        believed * (proposals.outcome(leader, wanted) - proposals.outcome(leader, safePlace));
    double error = knowledge.policies().gainError(leader, rules.confidence());
    return gain > error
        ? new Decision(leader, wanted, safePlace, led(leader, gain, safe, error))
        : new Decision(safe, safePlace, safePlace, stayed(leader, gain, error));
  }

  private static String led(Policy leader, double gain, Policy safe, double error) {
    return "%s is trusted most, and its gain of %.2f over %s is above its error of %.2f"
        .formatted(name(leader), gain, name(safe), error);
  }

  private String stayed(Policy leader, double gain, double error) {
    if (Double.isInfinite(error) || ColdStart.share(knowledge.tasks()) == 0) {
      return "%s has learned from too few tasks to be followed".formatted(name(leader));
    }
    return "the gain of %.2f that %s predicts is not above its error of %.2f"
        .formatted(gain, name(leader), error);
  }

  private static String name(Policy policy) {
    return policy.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
