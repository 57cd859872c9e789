package io.nasoa.zoo.planning;

import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeSpace;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which candidate each policy would take, as places in the list of candidates. */
final class Proposals {
  private final List<PlanCandidate> candidates;
  private final Map<Policy, Integer> places = new EnumMap<>(Policy.class);
  private final Map<Policy, double[]> believed = new EnumMap<>(Policy.class);

  /**
   * Asks every policy.
   *
   * @param adaptive outcomes of the candidates as the network of learned depth predicts them
   * @param ridge the same of the linear model
   */
  Proposals(
      PlanningRules rules,
      RegimeSpace space,
      Function<String, PlannedModel> models,
      PlanningKnowledge knowledge,
      List<PlanCandidate> candidates,
      double[] adaptive,
      double[] ridge) {
    this.candidates = candidates;
    put(Policy.PORTFOLIO_OF_ONE, place(knowledge.portfolioOfOne()), adaptive);
    put(Policy.DEFAULT, largestDefault(rules, space, models), adaptive);
    put(Policy.NEAREST_PAST_TASK, place(knowledge.nearestPastTask()), adaptive);
    put(Policy.RIDGE, best(ridge), ridge);
    put(Policy.ADAPTIVE, best(adaptive), adaptive);
  }

  private void put(Policy policy, OptionalInt place, double[] outcomes) {
    if (place.isPresent()) {
      places.put(policy, place.getAsInt());
      believed.put(policy, outcomes);
    }
  }

  /** The candidate of a policy, if it has one. */
  OptionalInt place(Policy policy) {
    Integer place = places.get(policy);
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }

  /** The policies that have a proposal. */
  List<Policy> policies() {
    return List.copyOf(places.keySet());
  }

  /** What a policy that has a proposal expects of a candidate. */
  double outcome(Policy policy, int candidate) {
    return Objects.requireNonNull(believed.get(policy))[candidate];
  }

  /** All proposals beside what was chosen. */
  List<Proposal> list(Decision decision, PolicyHedge hedge) {
    int chosen = decision.place();
    int safe = decision.safePlace();
    return policies().stream()
        .map(
            policy -> {
              int place = place(policy).orElseThrow();
              double outcome = outcome(policy, place);
              return new Proposal(
                  policy,
                  candidates.get(place),
                  outcome,
                  outcome - outcome(policy, safe),
                  outcome - outcome(policy, chosen),
                  hedge.weight(policy));
            })
        .toList();
  }

  private OptionalInt place(@Nullable Configuration configuration) {
    return configuration == null
        ? OptionalInt.empty()
        : IntStream.range(0, candidates.size())
            .filter(i -> candidates.get(i).configuration().equals(configuration))
            .findFirst();
  }

  private static OptionalInt best(double[] outcomes) {
    int best = 0;
    for (int i = 1; i < outcomes.length; i++) {
      best = outcomes[i] > outcomes[best] ? i : best;
    }
    return OptionalInt.of(best);
  }

  /** The largest model that sees the images as often as wanted, else the one that does so most. */
  private OptionalInt largestDefault(
      PlanningRules rules, RegimeSpace space, Function<String, PlannedModel> models) {
    List<Integer> smallestFirst =
        space.defaults().stream()
            .map(this::place)
            .flatMapToInt(OptionalInt::stream)
            .boxed()
            .sorted(Comparator.comparingLong(i -> macs(models, i)))
            .toList();
    int chosen = -1;
    for (int place : smallestFirst) {
      double epochs = candidates.get(place).epochs();
      if (chosen < 0 || epochs >= Math.min(rules.wantedEpochs(), candidates.get(chosen).epochs())) {
        chosen = place;
      }
    }
    return chosen < 0 ? OptionalInt.empty() : OptionalInt.of(chosen);
  }

  private long macs(Function<String, PlannedModel> models, int place) {
    String model = candidates.get(place).configuration().model();
    return models.apply(model).cost().total().macs();
  }
}
