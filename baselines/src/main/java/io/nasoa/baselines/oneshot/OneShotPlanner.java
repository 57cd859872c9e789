package io.nasoa.baselines.oneshot;

import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.learning.LeaveGroupOut;
import io.nasoa.zoo.planning.Plan;
import io.nasoa.zoo.planning.PlanCandidate;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.Planner;
import io.nasoa.zoo.planning.PlanningKnowledge;
import io.nasoa.zoo.planning.PlanningRules;
import io.nasoa.zoo.planning.PlanningTask;
import io.nasoa.zoo.planning.Policy;
import io.nasoa.zoo.planning.Proposal;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeSpace;
import io.nasoa.zoo.table.TrialSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lets one-shot methods choose for a task in reference seconds: what fits is told by calibrated
 * step times, for all methods alike, and who has spent some of the limit before has less of it.
 * What is known comes from a state that never saw the task's group; one that did is refused. For
 * one task's models, and for use by one thread.
 */
public final class OneShotPlanner {
  private static final StepTimes UNMEASURED = new StepTimes(List.of(), List.of());
  private static final int MOST_DRAWS = 1000;

  private final RegimeSpace space;
  private final Map<String, PlannedModel> models = new TreeMap<>();
  private final StepSeconds seconds;
  private final int mostCandidates;

  /**
   * @param models those of the space, as they stand to the task
   * @param mostCandidates size of the grid that the planner looks through
   */
  public OneShotPlanner(
      RegimeSpace space, List<PlannedModel> models, StepSeconds seconds, int mostCandidates) {
    this.space = space;
    models.forEach(model -> this.models.put(model.name(), model));
    this.seconds = seconds;
    this.mostCandidates = mostCandidates;
  }

  /**
   * What the planner chooses.
   *
   * @param task whose dataset is the group
   * @return empty when nothing fits
   * @throws LeaveGroupOut.LeakException if the state learned anything from the group
   */
  public Optional<OneShotChoice> planned(PlanningTask task, LearnedState state) {
    return plan(task, state)
        .map(plan -> new OneShotChoice(plan.chosen().configuration(), plan.chosen().steps(), plan));
  }

  /**
   * The single configuration for the limit that was best on the other groups; where they know none
   * that fits, what the planner takes when it knows nothing.
   *
   * @param task whose dataset is the group
   * @return empty when nothing fits
   * @throws LeaveGroupOut.LeakException if the state learned anything from the group
   */
  public Optional<OneShotChoice> one(PlanningTask task, LearnedState state) {
    return plan(task, state)
        .map(
            plan ->
                proposal(plan, Policy.PORTFOLIO_OF_ONE)
                    .or(() -> proposal(plan, Policy.DEFAULT))
                    .orElse(plan.chosen()))
        .map(OneShotPlanner::choice);
  }

  /**
   * The model that was best on the other groups with its default regime, with that regime; where
   * they know none that fits, what the planner takes when it knows nothing.
   *
   * @param task whose dataset is the group
   * @return empty when nothing fits
   * @throws LeaveGroupOut.LeakException if the state learned anything from the group
   */
  public Optional<OneShotChoice> fixed(PlanningTask task, LearnedState state) {
    Optional<Plan> plan = plan(task, state);
    Set<Configuration> defaults = new LinkedHashSet<>(space.defaults());
    return state
        .pastRuns()
        .portfolioOfOne(task.limitSeconds(), it -> defaults.contains(it) && steps(task, it) > 0)
        .flatMap(it -> candidate(task, it))
        .or(() -> plan.map(it -> proposal(it, Policy.DEFAULT).orElse(it.chosen())))
        .map(OneShotPlanner::choice);
  }

  /**
   * Any configuration that fits.
   *
   * @param seed the same one draws the same
   * @return empty when nothing fits
   */
  public Optional<OneShotChoice> random(PlanningTask task, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Stream.generate(() -> space.sample(random))
        .limit(MOST_DRAWS)
        .flatMap(drawn -> candidate(task, drawn).stream())
        .findFirst()
        .map(OneShotPlanner::choice);
  }

  /**
   * A model with its default regime.
   *
   * @return empty when that does not fit
   */
  public Optional<OneShotChoice> defaults(PlanningTask task, String model) {
    return candidate(task, space.defaults(model)).map(OneShotPlanner::choice);
  }

  private static OneShotChoice choice(PlanCandidate candidate) {
    return new OneShotChoice(candidate.configuration(), candidate.steps(), null);
  }

  private static Optional<PlanCandidate> proposal(Plan plan, Policy policy) {
    return plan.proposals().stream()
        .filter(proposal -> proposal.policy() == policy)
        .map(Proposal::candidate)
        .findFirst();
  }

  private Optional<Plan> plan(PlanningTask task, LearnedState state) {
    PlanningKnowledge knowledge = LeaveGroupOut.knowledge(task, state, UNMEASURED, space::contains);
    List<PlanCandidate> candidates = candidates(task, knowledge);
    Planner planner =
        new Planner(PlanningRules.DEFAULT, space, List.copyOf(models.values()), mostCandidates);
    return candidates.isEmpty()
        ? Optional.empty()
        : Optional.of(planner.planAmong(task, knowledge, candidates));
  }

  /**
   * What the policies propose, and of the grid what differs in more than its share of the limit.
   */
  private List<PlanCandidate> candidates(PlanningTask task, PlanningKnowledge knowledge) {
    Set<Configuration> own = new LinkedHashSet<>(space.defaults());
    Stream.of(knowledge.portfolioOfOne(), knowledge.nearestPastTask())
        .flatMap(Stream::ofNullable)
        .filter(space::contains)
        .forEach(own::add);
    List<PlanCandidate> candidates = new ArrayList<>();
    own.forEach(it -> candidate(task, it).ifPresent(candidates::add));
    Set<PlanCandidate> seen = new HashSet<>();
    space.grid(mostCandidates).stream()
        .filter(it -> !own.contains(it))
        .sorted(Comparator.comparingDouble(Configuration::limitShare))
        .flatMap(it -> candidate(task, it).stream())
        .filter(it -> seen.add(withoutShare(it)))
        .forEach(candidates::add);
    return candidates;
  }

  private static PlanCandidate withoutShare(PlanCandidate candidate) {
    Configuration it = candidate.configuration();
    Configuration whole =
        new Configuration(
            it.model(),
            it.learningRate(),
            it.frozenStages(),
            1,
            it.batchSize(),
            it.weightDecay(),
            it.crop(),
            it.flip(),
            it.labelSmoothing());
    return new PlanCandidate(
        whole, candidate.steps(), candidate.epochs(), candidate.expectedStepSeconds(), 0, 0, 0);
  }

  private Optional<PlanCandidate> candidate(PlanningTask task, Configuration configuration) {
    int steps = steps(task, configuration);
    double epochs = (double) steps * configuration.batchSize() / task.trainImages();
    return steps == 0
        ? Optional.empty()
        : Optional.of(
            new PlanCandidate(configuration, steps, epochs, seconds(configuration), 0, 0, 0));
  }

  private double seconds(Configuration configuration) {
    return seconds.of(
        configuration.model(), configuration.frozenStages(), configuration.batchSize());
  }

  private int steps(PlanningTask task, Configuration configuration) {
    PlannedModel model = models.get(configuration.model());
    double left = task.limitSeconds() - task.spentSeconds();
    if (left <= 0) {
      return 0;
    }
    return TrialSteps.DEFAULT.of(
        Objects.requireNonNull(model, configuration.model()).cost(),
        configuration,
        seconds(configuration),
        task.trainImages(),
        task.validationImages(),
        left);
  }
}
