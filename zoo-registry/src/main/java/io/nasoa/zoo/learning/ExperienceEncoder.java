package io.nasoa.zoo.learning;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.cost.RunTiming;
import io.nasoa.zoo.cost.TimeSource;
import io.nasoa.zoo.cost.TimingGroup;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.Experience.Lesson;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.planning.CandidateFeatures;
import io.nasoa.zoo.planning.PlanCandidate;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.planning.PlanningTask;
import io.nasoa.zoo.planning.Policy;
import io.nasoa.zoo.planning.PolicyState;
import io.nasoa.zoo.predictor.AccuracyTarget;
import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.FeatureMatrix;
import io.nasoa.zoo.predictor.FeatureSchema;
import io.nasoa.zoo.profile.ProfileFeatures;
import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.rivals.Networks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads out of the facts of a run what each learner takes. Equal facts give equal numbers on every
 * machine. For use by one thread.
 */
public final class ExperienceEncoder {
  /** What predictors of accuracies are fed with. */
  public static final FeatureSchema SCHEMA = CandidateFeatures.schema(ProfileFeatures.NAMES);

  private static final double ANY = 1;

  private final Map<NetworkKey, ModelCost> costs = new HashMap<>();

  private record NetworkKey(String architecture, Stem stem, int resolution, int classes) {}

  /** Whether its accuracy is learned. */
  public static boolean teachesAccuracy(Experience experience) {
    Lesson lesson = experience.outcome().lesson();
    return lesson == Lesson.WHOLE || lesson == Lesson.DIVERGED;
  }

  /** What a run came to, in the predictors' unit; that of chance for one that diverged. */
  public static double target(Experience experience) {
    return AccuracyTarget.of(accuracy(experience), experience.data().classes());
  }

  private static double accuracy(Experience experience) {
    Double accuracy = experience.outcome().accuracy();
    return experience.outcome().lesson() == Lesson.DIVERGED || accuracy == null
        ? 1.0 / experience.data().classes()
        : accuracy;
  }

  /** The limit, or what the run took where there was none. */
  static double limit(Experience experience) {
    Double limit = experience.limitSeconds();
    return limit == null ? Math.max(1e-3, experience.cost().activeSeconds()) : limit;
  }

  /**
   * What a predictor of accuracies learns.
   *
   * @param task what the run is ranked within
   * @throws IllegalArgumentException if the network is none, or has fewer stages than were frozen
   */
  public Example example(Experience experience, String task) {
    Experience.Data data = experience.data();
    FeatureMatrix features =
        CandidateFeatures.matrix(
            task(experience), List.of(candidate(experience)), name -> model(experience));
    return new Example(
        task,
        features.row(0),
        target(experience),
        AccuracyTarget.weight(accuracy(experience), data.classes(), data.validationImages()),
        experience.kind() == Experience.Kind.PRIOR);
  }

  /** The task of a run, without what was spent of its limit, and with next to no memory. */
  public static PlanningTask task(Experience experience) {
    Experience.Data data = experience.data();
    return new PlanningTask(
        experience.dataset(),
        data.classes(),
        data.trainImages(),
        data.validationImages(),
        ProfileFeatures.vector(data.features()),
        experience.cost().device(),
        experience.cost().threads(),
        limit(experience),
        0,
        ANY,
        ANY);
  }

  /** What was run, with the steps it was to have; nothing about seconds and memory. */
  public static PlanCandidate candidate(Experience experience) {
    Regime regime = experience.regime();
    // A run that diverged did not do its steps; what it teaches is what comes of planning them.
    int steps =
        experience.outcome().lesson() == Lesson.DIVERGED
            ? regime.steps()
            : experience.outcome().steps();
    double epochs = (double) steps * regime.batchSize() / experience.data().trainImages();
    return new PlanCandidate(
        configuration(experience), steps, epochs, stepSeconds(experience.cost()), 0, 0, 0);
  }

  private static double stepSeconds(Experience.Cost cost) {
    Double expected = cost.expectedStepSeconds();
    Double actual = cost.stepSeconds();
    return expected != null ? expected : actual != null ? actual : Double.NaN;
  }

  /**
   * The model that was fine-tuned.
   *
   * @throws IllegalArgumentException if the network is none
   */
  public PlannedModel model(Experience experience) {
    Experience.Model model = experience.model();
    NetworkKey key =
        new NetworkKey(
            model.architecture(), model.stem(), model.resolution(), experience.data().classes());
    ModelCost cost = costs.computeIfAbsent(key, ExperienceEncoder::cost);
    return new PlannedModel(
        model.name(),
        model.architecture(),
        model.stem(),
        model.resolution(),
        cost,
        orNaN(model.sourceAccuracy()),
        orNaN(model.logMe()),
        orNaN(model.nearestClassMean()));
  }

  private static ModelCost cost(NetworkKey key) {
    return ModelCost.of(
        Networks.parse(key.architecture()).toGraph(key.classes(), key.stem()), key.resolution());
  }

  private static double orNaN(@org.jspecify.annotations.Nullable Double value) {
    return value == null ? Double.NaN : value;
  }

  /** What was run; where steps were asked for, the whole limit counts as taken. */
  public static Configuration configuration(Experience experience) {
    Regime regime = experience.regime();
    Double share = experience.limitShare();
    return new Configuration(
        experience.model().name(),
        regime.learningRate(),
        regime.frozenStages(),
        share == null ? 1 : share,
        regime.batchSize(),
        regime.weightDecay(),
        regime.crop(),
        regime.flip(),
        regime.labelSmoothing());
  }

  /** What a task's data are compared by: its profile, then the logarithms of its sizes. */
  static List<Double> features(Map<String, Double> profile, int classes, int trainImages) {
    List<Double> all = new ArrayList<>(ProfileFeatures.vector(profile));
    all.add(StrictMath.log(classes));
    all.add(StrictMath.log((double) trainImages / classes));
    return all;
  }

  static List<Double> features(Experience.Data data) {
    return features(data.features(), data.classes(), data.trainImages());
  }

  /**
   * Whether a run may be compared with others of its task as something that a plan could have
   * chosen: it filled a share of the limit, and its network was not designed by hand.
   */
  static boolean isChoice(Experience experience) {
    return teachesAccuracy(experience)
        && experience.limitShare() != null
        && Networks.family(experience.model().architecture()).isEmpty();
  }

  /** How long steps took beside what was expected; empty where that is not known. */
  static Optional<RunTiming> timing(Experience experience) {
    Experience.Cost cost = experience.cost();
    Double expected = cost.expectedStepSeconds();
    Double actual = cost.stepSeconds();
    Optional<TimeSource> source = constant(TimeSource.class, cost.timeSource());
    if (expected == null || actual == null || source.isEmpty()) {
      return Optional.empty();
    }
    TimingGroup group =
        new TimingGroup(
            cost.device(),
            cost.threads(),
            experience.model().architecture(),
            experience.regime().frozenStages(),
            source.get());
    return Optional.of(new RunTiming(group, expected, actual));
  }

  /**
   * What one run teaches about policies; empty where nothing was known to choose by, or where a
   * newer version chose. What the other policies proposed is taken to have come out as far ahead or
   * behind as each of them predicted: a task that was easier than expected would have been so for
   * all. As the safe proposal did not run, the claimed gain is judged by the outcome alone, which
   * is strict: errors that both proposals share count too.
   */
  static Optional<PolicyState.Lesson> lesson(Experience experience) {
    Experience.Decision decision = experience.decision();
    Optional<Policy> decided =
        decision == null ? Optional.empty() : constant(Policy.class, decision.policy());
    if (decision == null || decided.isEmpty()) {
      return Optional.empty();
    }
    double actual = target(experience);
    Map<Policy, Double> outcomes = new EnumMap<>(Policy.class);
    Set<Policy> observed = EnumSet.noneOf(Policy.class);
    for (Experience.PolicyProposal proposal : decision.proposals()) {
      Optional<Policy> policy = constant(Policy.class, proposal.policy());
      policy.ifPresent(known -> outcomes.put(known, actual + proposal.lead()));
      policy.filter(known -> proposal.taken()).ifPresent(observed::add);
    }
    return Optional.of(
        new PolicyState.Lesson(
            experience.dataset(),
            decision.outcome(),
            actual,
            outcomes,
            observed,
            Map.of(decided.get(), decision.outcome() - actual)));
  }

  private static <E extends Enum<E>> Optional<E> constant(
      Class<E> type, @org.jspecify.annotations.Nullable String name) {
    List<E> all = new ArrayList<>(EnumSet.allOf(type));
    return all.stream().filter(constant -> constant.name().equals(name)).findFirst();
  }
}
