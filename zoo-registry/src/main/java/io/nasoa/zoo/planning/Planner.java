package io.nasoa.zoo.planning;

import io.nasoa.zoo.cost.ExpectedStepTime;
import io.nasoa.zoo.predictor.AccuracyTarget;
import io.nasoa.zoo.predictor.FeatureMatrix;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeSpace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Chooses in one shot: all configurations that fit are scored in one batch, every policy proposes
 * one, and the policy that is trusted most decides, unless the gain that it predicts over
 * portfolio-of-one is within its error. Outcomes are those of {@link AccuracyTarget}. Equal inputs
 * give equal plans. Immutable.
 */
public final class Planner {
  private final PlanningRules rules;
  private final RegimeSpace space;
  private final List<PlannedModel> models;
  private final int mostCandidates;

  /**
   * A planner over some models.
   *
   * @param models those of the space, in any order
   * @param mostCandidates size of the grid that is looked through, besides the policies' own
   */
  public Planner(
      PlanningRules rules, RegimeSpace space, List<PlannedModel> models, int mostCandidates) {
    this.rules = rules;
    this.space = space;
    this.models = List.copyOf(models);
    this.mostCandidates = mostCandidates;
  }

  /**
   * The plan.
   *
   * @throws NothingFitsException when no configuration fits
   */
  public Plan plan(PlanningTask task, PlanningKnowledge knowledge) {
    RunTimes times =
        new RunTimes(rules, task, models, knowledge.stepTimes(), knowledge.correction());
    Set<Configuration> own = ofPolicies(knowledge);
    Feasibility.Outcome feasible = new Feasibility(rules, task, times).of(configurations(own), own);
    List<PlanCandidate> candidates = feasible.candidates();
    if (candidates.isEmpty()) {
      throw new NothingFitsException(task, feasible.exclusions(), feasible.smallestLimit());
    }
    return choose(task, knowledge, times, candidates, feasible.exclusions());
  }

  /**
   * The plan among given candidates only, by the same rules. Nothing is asked about time or memory.
   *
   * @param candidates of models of this planner, at least one; what a policy proposes besides is
   *     not taken
   */
  public Plan planAmong(
      PlanningTask task, PlanningKnowledge knowledge, List<PlanCandidate> candidates) {
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException("there are no candidates to plan among");
    }
    RunTimes times =
        new RunTimes(rules, task, models, knowledge.stepTimes(), knowledge.correction());
    return choose(task, knowledge, times, candidates, List.of());
  }

  private Plan choose(
      PlanningTask task,
      PlanningKnowledge knowledge,
      RunTimes times,
      List<PlanCandidate> candidates,
      List<Exclusion> exclusions) {
    FeatureMatrix features = CandidateFeatures.matrix(task, candidates, times::model);
    double[] adaptive = knowledge.adaptive().predict(features);
    double[] ridge = knowledge.ridge().predict(features);
    Proposals proposals =
        new Proposals(rules, space, times::model, knowledge, candidates, adaptive, ridge);
    Decision decision = new PolicyChoice(rules, proposals, knowledge).decide();
    double outcome = proposals.outcome(decision.policy(), decision.place());
    double error = knowledge.policies().outcomeErrors().bound(rules.coverage());
    return new Plan(
        candidates.get(decision.place()),
        decision.policy(),
        decision.reason(),
        AccuracyTarget.accuracy(outcome, task.classes()),
        AccuracyTarget.accuracy(outcome - error, task.classes()),
        AccuracyTarget.accuracy(outcome + error, task.classes()),
        outcome,
        runnersUp(task, candidates, adaptive, decision.place()),
        proposals.list(decision, knowledge.policies().hedge()),
        exclusions,
        candidates.size());
  }

  /**
   * The probability that a plan ends in time, for a deadline.
   *
   * @param seconds from the start of the task, waiting not included
   */
  public double probabilityWithin(
      double seconds, PlanCandidate candidate, PlanningTask task, PlanningKnowledge knowledge) {
    Configuration configuration = candidate.configuration();
    return new RunTimes(rules, task, models, knowledge.stepTimes(), knowledge.correction())
        .of(configuration.model(), configuration.frozenStages(), configuration.batchSize())
        .probabilityWithin(seconds, candidate.steps());
  }

  /**
   * What is reckoned with while a plan is carried out.
   *
   * @param expected a step, not corrected by experience, and where that comes from
   * @param likelyStepSeconds a step, as likely shorter as longer
   * @param reserveSeconds what must be left at that speed when the last step ends
   * @param passesOnTheWay validation passes that there is time for
   */
  public record Pace(
      ExpectedStepTime expected,
      double likelyStepSeconds,
      double reserveSeconds,
      int passesOnTheWay) {}

  /** How fast a candidate of {@link #plan} should go. */
  public Pace pace(PlanCandidate candidate, PlanningTask task, PlanningKnowledge knowledge) {
    Configuration configuration = candidate.configuration();
    return new RunTimes(rules, task, models, knowledge.stepTimes(), knowledge.correction())
        .of(configuration.model(), configuration.frozenStages(), configuration.batchSize())
        .pace();
  }

  /** What policies without a predictor propose, as far as it is in the space. */
  private Set<Configuration> ofPolicies(PlanningKnowledge knowledge) {
    Set<Configuration> own = new LinkedHashSet<>(space.defaults());
    Stream.of(knowledge.portfolioOfOne(), knowledge.nearestPastTask())
        .flatMap(Stream::ofNullable)
        .filter(space::contains)
        .forEach(own::add);
    return own;
  }

  private List<Configuration> configurations(Set<Configuration> own) {
    List<Configuration> all = new ArrayList<>(own);
    for (Configuration configuration : space.grid(mostCandidates)) {
      if (!own.contains(configuration)) {
        all.add(configuration);
      }
    }
    return all;
  }

  /** The best candidate of each other model, best first. */
  private List<Plan.RunnerUp> runnersUp(
      PlanningTask task, List<PlanCandidate> candidates, double[] outcomes, int chosen) {
    Map<String, Integer> best = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.length; i++) {
      int place = i;
      best.merge(
          candidates.get(i).configuration().model(),
          i,
          (one, other) -> outcomes[place] > outcomes[one] ? other : one);
    }
    best.remove(candidates.get(chosen).configuration().model());
    return best.values().stream()
        .sorted(Comparator.comparingDouble(place -> -outcomes[place]))
        .limit(rules.runnersUp())
        .map(
            place ->
                new Plan.RunnerUp(
                    candidates.get(place),
                    AccuracyTarget.accuracy(outcomes[place], task.classes())))
        .toList();
  }
}
