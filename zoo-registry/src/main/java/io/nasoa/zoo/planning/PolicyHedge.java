package io.nasoa.zoo.planning;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Learns how much each policy is to be trusted (Hedge, Freund and Schapire 1997): after a task a
 * policy's weight is multiplied by {@value #BETA} to the power of its loss, the lead of the best
 * outcome over its own, capped at 1. Outcomes that did not happen but were only predicted count
 * half, as nobody has seen them. A policy that proposed nothing keeps its share (sleeping experts,
 * Freund and others 1997). Immutable; the state is a function of the ordered log.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param weights of all policies, their sum is 1
 * @param learned how many tasks
 */
public record PolicyHedge(int schema, SortedMap<Policy, Double> weights, long learned) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  private static final double BETA = 0.7;
  private static final double PREDICTED_COUNTS = 0.5;

  /** Sum of the least weights: a policy that was bad for long can come back. */
  private static final double FLOOR = 0.05;

  public PolicyHedge {
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "the policies' weights have schema %d, this version reads %d".formatted(schema, SCHEMA));
    }
    weights = Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    if (weights.size() != Policy.values().length
        || weights.values().stream().anyMatch(weight -> !(weight >= 0))
        || Math.abs(sum - 1) > 1e-6) {
      throw new IllegalArgumentException(
          "the policies' weights are %s, expected %d with the sum 1"
              .formatted(weights, Policy.values().length));
    }
  }

  /** Every policy as good as any other. */
  public static PolicyHedge start() {
    SortedMap<Policy, Double> equal = new TreeMap<>();
    for (Policy policy : Policy.values()) {
      equal.put(policy, 1.0 / Policy.values().length);
    }
    return new PolicyHedge(SCHEMA, equal, 0);
  }

  /** How much a policy is trusted. */
  public double weight(Policy policy) {
    return weights.getOrDefault(policy, 0.0);
  }

  /**
   * Takes up a task.
   *
   * @param outcomes of what each policy proposed, in the predictor's unit, more is better, finite
   * @param observed those of them that happened
   */
  public PolicyHedge learn(Map<Policy, Double> outcomes, Set<Policy> observed) {
    OptionalDouble best = outcomes.values().stream().mapToDouble(Double::doubleValue).max();
    if (best.isEmpty()) {
      return this;
    }
    double awake = 0;
    double left = 0;
    Map<Policy, Double> changed = new TreeMap<>();
    for (Policy policy : new TreeMap<>(outcomes).keySet()) {
      double loss = Math.min(1, best.getAsDouble() - outcomes.getOrDefault(policy, 0.0));
      double counted = observed.contains(policy) ? loss : PREDICTED_COUNTS * loss;
      double after = weight(policy) * StrictMath.pow(BETA, counted);
      changed.put(policy, after);
      awake += weight(policy);
      left += after;
    }
    double scale = awake / left;
    changed.replaceAll((policy, weight) -> weight * scale);
    weights.forEach(changed::putIfAbsent);
    return new PolicyHedge(SCHEMA, floored(changed), learned + 1);
  }

  private static TreeMap<Policy, Double> floored(Map<Policy, Double> weights) {
    double least = FLOOR / weights.size();
    double sum = 0;
    for (double weight : weights.values()) {
      sum += Math.max(least, weight);
    }
    double total = sum;
    TreeMap<Policy, Double> floored = new TreeMap<>(weights);
    floored.replaceAll((policy, weight) -> Math.max(least, weight) / total);
    return floored;
  }
}
