package io.nasoa.zoo.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyHedgeTest {
  private static final Set<Policy> ALL = EnumSet.allOf(Policy.class);

  @Test
  void learn_handComputed() {
    PolicyHedge hedge =
        PolicyHedge.start()
            .learn(
                Map.of(Policy.PORTFOLIO_OF_ONE, 0.5, Policy.ADAPTIVE, 1.0, Policy.RIDGE, -9.0),
                Set.of(Policy.PORTFOLIO_OF_ONE));
    // Losses of half a unit, none, and 1 at most, of which half counts as it was only predicted.
    double safe = Math.pow(0.7, 0.5);
    double ridge = Math.pow(0.7, 0.5);
    double scale = 0.6 / (safe + 1 + ridge);
    assertThat(hedge.weight(Policy.PORTFOLIO_OF_ONE)).isCloseTo(safe * scale, within(1e-12));
    assertThat(hedge.weight(Policy.RIDGE)).isCloseTo(ridge * scale, within(1e-12));
    assertThat(hedge.weight(Policy.ADAPTIVE)).isCloseTo(scale, within(1e-12));
    assertThat(hedge.weight(Policy.DEFAULT)).isCloseTo(0.2, within(1e-12));
    assertThat(hedge.weight(Policy.NEAREST_PAST_TASK)).isCloseTo(0.2, within(1e-12));
    assertThat(hedge.learned()).isEqualTo(1);
  }

  @Test
  void learn_onePolicyOrNone_changesNoWeight() {
    PolicyHedge start = PolicyHedge.start();
    PolicyHedge one = start.learn(Map.of(Policy.DEFAULT, -3.0), ALL);
    assertThat(one.weights().values())
        .allSatisfy(weight -> assertThat(weight).isCloseTo(0.2, within(1e-12)));
    assertThat(start.learn(Map.of(), ALL)).isEqualTo(start);
  }

  @Test
  void learn_policyBadForLong_canComeBack() {
    PolicyHedge hedge = PolicyHedge.start();
    for (int i = 0; i < 200; i++) {
      hedge = hedge.learn(Map.of(Policy.RIDGE, 0.0, Policy.ADAPTIVE, 1.0), ALL);
    }
    assertThat(hedge.weight(Policy.RIDGE)).isBetween(0.009, 0.011);
    for (int i = 0; i < 20; i++) {
      hedge = hedge.learn(Map.of(Policy.RIDGE, 1.0, Policy.ADAPTIVE, 0.0), ALL);
    }
    assertThat(hedge.weight(Policy.RIDGE)).isGreaterThan(hedge.weight(Policy.ADAPTIVE));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void learn_anyOutcomes_regretIsBounded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PolicyHedge hedge = PolicyHedge.start();
    Map<Policy, Double> losses = new EnumMap<>(Policy.class);
    double own = 0;
    ToDoubleFunction<Policy> goodness = policy -> policy == Policy.ADAPTIVE ? 1 : 0.7;
    for (int task = 0; task < 300; task++) {
      Map<Policy, Double> outcomes = new EnumMap<>(Policy.class);
      for (Policy policy : Policy.values()) {
        outcomes.put(policy, random.nextDouble() * goodness.applyAsDouble(policy));
      }
      double best = outcomes.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      for (Policy policy : Policy.values()) {
        double loss = best - outcomes.getOrDefault(policy, 0.0);
        losses.merge(policy, loss, Double::sum);
        own += hedge.weight(policy) * loss;
      }
      hedge = hedge.learn(outcomes, ALL);
      assertThat(hedge.weights().values().stream().mapToDouble(Double::doubleValue).sum())
          .isCloseTo(1, within(1e-9));
    }
    double least = Collections.min(losses.values());
    double rate = -Math.log(0.7);
    // Hedge's bound, and what the floor of the weights costs.
    assertThat(own - least).isLessThan(Math.log(5) / rate + rate * 300 / 8 + 0.05 * 300);
  }

  @Test
  void newHedge_impossible_isRefused() {
    assertThatThrownBy(() -> new PolicyHedge(2, new TreeMap<>(), 0))
        .hasMessage("the policies' weights have schema 2, this version reads 1");
    assertThatThrownBy(() -> new PolicyHedge(1, new TreeMap<>(Map.of(Policy.RIDGE, 1.0)), 0))
        .hasMessage("the policies' weights are {RIDGE=1.0}, expected 5 with the sum 1");
  }
}
