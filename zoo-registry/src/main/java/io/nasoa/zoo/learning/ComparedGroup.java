package io.nasoa.zoo.learning;

import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.planning.PastRun;
import io.nasoa.zoo.planning.PastRuns;
import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.planning.PlanCandidate;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.Planner;
import io.nasoa.zoo.planning.PlanningKnowledge;
import io.nasoa.zoo.planning.PlanningRules;
import io.nasoa.zoo.planning.Policy;
import io.nasoa.zoo.planning.PolicyState;
import io.nasoa.zoo.planning.Proposal;
import io.nasoa.zoo.predictor.AdaptivePredictor;
import io.nasoa.zoo.predictor.RidgePredictor;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeAxes;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.regime.SpaceModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs of others on a data set that nothing was known of, and what was known before the first of
 * them. Where several configurations were run on a task, the gain of whatever a policy would have
 * proposed among them is known, while a log of single runs tells only how the run went that
 * happened. For use by one thread.
 */
final class ComparedGroup {
  private static final StepTimes UNMEASURED = new StepTimes(List.of(), List.of());

  private final String dataset;
  private final AdaptivePredictor adaptive;
  private final RidgePredictor ridge;
  private final int pastRuns;
  private final List<Run> runs;

  /**
   * One of the runs.
   *
   * @param data what runs on the same data have in common
   */
  record Run(String data, Experience experience) {}

  /** Runs of one task, which a choice among is compared within. */
  private record Cell(String data, double limit, long seed) {
    static Cell of(Run run) {
      return new Cell(
          run.data(), ExperienceEncoder.limit(run.experience()), run.experience().seed());
    }
  }

  /**
   * A group.
   *
   * @param dataset origin of the data
   * @param adaptive as it was before; nobody else may change it
   * @param ridge likewise
   * @param pastRuns how many of the past runs were known before
   * @param runs in the order of the log
   */
  ComparedGroup(
      String dataset,
      AdaptivePredictor adaptive,
      RidgePredictor ridge,
      int pastRuns,
      List<Run> runs) {
    this.dataset = dataset;
    this.adaptive = adaptive;
    this.ridge = ridge;
    this.pastRuns = pastRuns;
    this.runs = new ArrayList<>(runs);
  }

  String dataset() {
    return dataset;
  }

  AdaptivePredictor adaptive() {
    return adaptive;
  }

  RidgePredictor ridge() {
    return ridge;
  }

  int pastRuns() {
    return pastRuns;
  }

  List<Run> runs() {
    return runs;
  }

  void add(Run run) {
    runs.add(run);
  }

  /**
   * What is known about policies after the group.
   *
   * @param before what was known before
   * @param allPastRuns those known before, and perhaps later ones behind them
   * @param ownTasks how many own tasks were learned from
   */
  Judgement judge(
      Judgement before,
      List<PastRun> allPastRuns,
      StepTimeCorrection correction,
      long ownTasks,
      ExperienceEncoder encoder) {
    PastRuns past = new PastRuns(allPastRuns.subList(0, pastRuns));
    PolicyState policies = before.policies();
    Set<String> compared = new HashSet<>();
    for (Map.Entry<Cell, Map<Configuration, Experience>> cell : cells().entrySet()) {
      Map<Configuration, Experience> outcomes = cell.getValue();
      if (outcomes.size() > 1) {
        PlanningKnowledge known =
            new PlanningKnowledge(
                UNMEASURED,
                correction,
                adaptive,
                ridge,
                policies,
                ownTasks + before.comparedTasks() + compared.size(),
                past.portfolioOfOne(cell.getKey().limit(), outcomes::containsKey).orElse(null),
                nearest(past, outcomes, cell.getKey().limit()));
        policies = policies.learn(lesson(outcomes, plan(outcomes.values(), known, encoder)));
        compared.add(cell.getKey().data());
      }
    }
    return new Judgement(policies, before.comparedTasks() + compared.size());
  }

  private Map<Cell, Map<Configuration, Experience>> cells() {
    Map<Cell, Map<Configuration, Experience>> cells = new LinkedHashMap<>();
    for (Run run : runs) {
      cells
          .computeIfAbsent(Cell.of(run), unknown -> new LinkedHashMap<>())
          .putIfAbsent(ExperienceEncoder.configuration(run.experience()), run.experience());
    }
    return cells;
  }

  private static @Nullable Configuration nearest(
      PastRuns past, Map<Configuration, Experience> outcomes, double limit) {
    List<Double> features = ExperienceEncoder.features(outcomes.values().iterator().next().data());
    return past.among(outcomes::containsKey)
        .bestOfNearestTask(features, limit)
        .map(PastRun::configuration)
        .orElse(null);
  }

  private static Plan plan(
      Collection<Experience> outcomes, PlanningKnowledge known, ExperienceEncoder encoder) {
    Map<String, PlannedModel> models = new LinkedHashMap<>();
    List<PlanCandidate> candidates = new ArrayList<>();
    for (Experience outcome : outcomes) {
      models.computeIfAbsent(outcome.model().name(), name -> encoder.model(outcome));
      candidates.add(ExperienceEncoder.candidate(outcome));
    }
    List<SpaceModel> space =
        models.values().stream()
            .map(model -> new SpaceModel(model.name(), 0, model.cost().freezableStages()))
            .toList();
    Planner planner =
        new Planner(
            PlanningRules.DEFAULT,
            new RegimeSpace(RegimeAxes.VERSION_1, space),
            List.copyOf(models.values()),
            1);
    return planner.planAmong(ExperienceEncoder.task(outcomes.iterator().next()), known, candidates);
  }

  private PolicyState.Lesson lesson(Map<Configuration, Experience> runs, Plan plan) {
    Map<Policy, Double> outcomes = new EnumMap<>(Policy.class);
    Map<Policy, Double> gainErrors = new EnumMap<>(Policy.class);
    Optional<PlanCandidate> safe = safe(plan);
    for (Proposal proposal : plan.proposals()) {
      double outcome = outcome(runs, proposal.candidate());
      outcomes.put(proposal.policy(), outcome);
      // Who proposes what is taken anyway claims nothing.
      if (safe.isPresent() && !safe.get().equals(proposal.candidate())) {
        double gain = outcome - outcome(runs, safe.get());
        gainErrors.put(proposal.policy(), proposal.gain() - gain);
      }
    }
    return new PolicyState.Lesson(
        dataset,
        plan.outcome(),
        outcome(runs, plan.chosen()),
        outcomes,
        outcomes.keySet(),
        gainErrors);
  }

  private static double outcome(Map<Configuration, Experience> runs, PlanCandidate candidate) {
    Experience run = runs.get(candidate.configuration());
    return ExperienceEncoder.target(Objects.requireNonNull(run));
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
}
