package io.nasoa.zoo.learning;

import io.nasoa.zoo.cost.StepTimeCorrection;
import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.planning.PastRun;
import io.nasoa.zoo.planning.PastRuns;
import io.nasoa.zoo.planning.PlanningKnowledge;
import io.nasoa.zoo.planning.PolicyState;
import io.nasoa.zoo.predictor.AdaptivePredictor;
import io.nasoa.zoo.predictor.Example;
import io.nasoa.zoo.predictor.LearnerSettings;
import io.nasoa.zoo.predictor.RidgePredictor;
import io.nasoa.zoo.profile.ProfileFeatures;
import io.nasoa.zoo.regime.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that the log of experience taught, in its order: to the byte the same for the same log,
 * whether it was learned in one go, after restarts or by another process. An entry that nothing can
 * be read out of (a newer version's, a network that is none) teaches nothing and is counted. For
 * use by one thread.
 */
public final class LearnedState {
  private static final long SEED = 20_240_501;

  /** Limits within such a ratio are one: past runs are compared at one limit. */
  private static final double LIMIT_RATIO = 3;

  private static final double BASE_LIMIT = 4;

  /** Before so many data sets policies are not compared: predictors cannot know anything. */
  private static final int JUDGED_FROM = 3;

  private final ExperienceEncoder encoder = new ExperienceEncoder();
  private final AdaptivePredictor adaptive;
  private final RidgePredictor ridge;
  private final StepTimeCorrection correction;
  private final List<PastRun> pastRuns;
  private final SortedMap<String, String> taskNames;
  private final SortedSet<String> ownTasks;
  private final SortedSet<String> datasets;
  private PolicyState policies;
  private long comparedTasks;
  private long unreadable;
  private @Nullable ComparedGroup group;

  /** What is known with what the group adds; null until somebody asks after a run. */
  private @Nullable Judgement withGroup;

  /**
   * Everything of a state that is more than one thing.
   *
   * @param pastRuns in the order of the log
   * @param taskNames first task on some data, by the data
   * @param ownTasks data of own tasks whose accuracy was learned
   * @param datasets origins of all data
   * @param policies which policy is to be trusted, without what the newest group tells
   * @param comparedTasks tasks of others that told it
   * @param unreadable entries that taught nothing
   */
  record Lists(
      List<PastRun> pastRuns,
      SortedMap<String, String> taskNames,
      SortedSet<String> ownTasks,
      SortedSet<String> datasets,
      PolicyState policies,
      long comparedTasks,
      long unreadable) {}

  LearnedState(
      AdaptivePredictor adaptive,
      RidgePredictor ridge,
      StepTimeCorrection correction,
      Lists lists,
      @Nullable ComparedGroup group) {
    this.adaptive = adaptive;
    this.ridge = ridge;
    this.correction = correction;
    pastRuns = new ArrayList<>(lists.pastRuns());
    taskNames = new TreeMap<>(lists.taskNames());
    ownTasks = new TreeSet<>(lists.ownTasks());
    datasets = new TreeSet<>(lists.datasets());
    policies = lists.policies();
    comparedTasks = lists.comparedTasks();
    unreadable = lists.unreadable();
    this.group = group;
  }

  /** Nothing learned yet. */
  public static LearnedState start() {
    return new LearnedState(
        AdaptivePredictor.create(ExperienceEncoder.SCHEMA, LearnerSettings.DEFAULT, SEED),
        new RidgePredictor(ExperienceEncoder.SCHEMA),
        new StepTimeCorrection(),
        new Lists(
            List.of(),
            new TreeMap<>(),
            new TreeSet<>(),
            new TreeSet<>(),
            PolicyState.start(),
            0,
            0),
        null);
  }

  /** Learns the log's next entry. */
  public void learn(StoredExperience entry) {
    Experience experience;
    try {
      experience = ExperienceJson.read(entry.experienceJson());
    } catch (IllegalArgumentException e) {
      unreadable++;
      return;
    }
    learn(entry.taskId(), experience);
  }

  /**
   * Learns the log's next entry.
   *
   * @param taskId the task of the run
   */
  public void learn(String taskId, Experience experience) {
    String data = data(taskId, experience);
    String task = data + "@" + limitClass(ExperienceEncoder.limit(experience));
    boolean teachesAccuracy = ExperienceEncoder.teachesAccuracy(experience);
    List<Example> examples;
    try {
      examples = teachesAccuracy ? List.of(encoder.example(experience, task)) : List.of();
    } catch (IllegalArgumentException e) {
      unreadable++;
      return;
    }
    compare(data, experience);
    datasets.add(experience.dataset());
    ExperienceEncoder.timing(experience).ifPresent(correction::learn);
    if (teachesAccuracy) {
      adaptive.learn(examples);
      ridge.learn(examples);
      ExperienceEncoder.lesson(experience).ifPresent(this::learn);
      String name = taskNames.computeIfAbsent(data, unknown -> taskId);
      remember(experience, name);
      if (experience.kind() != Experience.Kind.PRIOR) {
        ownTasks.add(data);
      }
    }
  }

  /** Where comparisons told how far gains are off, a single run's stricter guess is not needed. */
  private void learn(PolicyState.Lesson lesson) {
    policies = policies.learn(comparedTasks == 0 ? lesson : lesson.withoutGainErrors());
  }

  /**
   * Keeps a run to compare policies by, and what is known now if it is the first one of its group.
   * The group is complete when something else comes.
   */
  private void compare(String data, Experience experience) {
    if (group != null && !isComparable(experience, group.dataset())) {
      Judgement judged = judged();
      policies = judged.policies();
      comparedTasks = judged.comparedTasks();
      group = null;
    }
    boolean unknown = !datasets.contains(experience.dataset());
    if (group == null
        && unknown
        && datasets.size() >= JUDGED_FROM
        && isComparable(experience, experience.dataset())) {
      group =
          new ComparedGroup(
              experience.dataset(),
              AdaptivePredictor.restore(adaptive.save()),
              RidgePredictor.restore(ExperienceEncoder.SCHEMA, ridge.save()),
              pastRuns.size(),
              List.of());
    }
    if (group != null && ExperienceEncoder.isChoice(experience)) {
      group.add(new ComparedGroup.Run(data, experience));
    }
    // It held without this run.
    withGroup = null;
  }

  private static boolean isComparable(Experience experience, String dataset) {
    return experience.kind() == Experience.Kind.PRIOR && experience.dataset().equals(dataset);
  }

  /** What is known about policies, with all that the newest group tells so far. */
  private Judgement judged() {
    if (withGroup == null) {
      Judgement before = new Judgement(policies, comparedTasks);
      withGroup =
          group == null
              ? before
              : group.judge(before, pastRuns, correction, ownTasks.size(), encoder);
    }
    return withGroup;
  }

  private void remember(Experience experience, String name) {
    if (experience.limitShare() != null) {
      pastRuns.add(
          new PastRun(
              experience.dataset(),
              name,
              ExperienceEncoder.features(experience.data()),
              limitClass(ExperienceEncoder.limit(experience)),
              ExperienceEncoder.configuration(experience),
              ExperienceEncoder.target(experience)));
    }
  }

  /** Runs on the same data are ranked together, whatever their tasks are called. */
  private static String data(String taskId, Experience experience) {
    String sha256 = experience.data().sha256();
    return sha256 == null ? experience.dataset() + "/" + taskId : sha256;
  }

  /** The limit that stands for all those near it. */
  static double limitClass(double limit) {
    double power = Math.rint(StrictMath.log(limit / BASE_LIMIT) / StrictMath.log(LIMIT_RATIO));
    return BASE_LIMIT * StrictMath.pow(LIMIT_RATIO, power);
  }

  /**
   * What is known for a plan.
   *
   * @param stepTimes measured on the device
   * @param limitSeconds of the task
   * @param profile of its data, by {@link ProfileFeatures}
   */
  public PlanningKnowledge knowledge(
      StepTimes stepTimes,
      double limitSeconds,
      Map<String, Double> profile,
      int classes,
      int trainImages) {
    return knowledge(stepTimes, limitSeconds, profile, classes, trainImages, any -> true);
  }

  /**
   * The same for a plan among some configurations only.
   *
   * @param allowed what policies without a predictor may propose
   */
  public PlanningKnowledge knowledge(
      StepTimes stepTimes,
      double limitSeconds,
      Map<String, Double> profile,
      int classes,
      int trainImages,
      Predicate<Configuration> allowed) {
    PastRuns past = new PastRuns(pastRuns);
    PastRuns among = past.among(allowed);
    List<Double> features = ExperienceEncoder.features(profile, classes, trainImages);
    Judgement judged = judged();
    return new PlanningKnowledge(
        stepTimes,
        correction,
        adaptive,
        ridge,
        judged.policies(),
        ownTasks.size() + judged.comparedTasks(),
        past.portfolioOfOne(limitSeconds, allowed).orElse(null),
        among.bestOfNearestTask(features, limitSeconds).map(PastRun::configuration).orElse(null));
  }

  /** What has run, for policies that need nothing else. */
  public PastRuns pastRuns() {
    return new PastRuns(pastRuns);
  }

  /** How far step times are from what was expected. */
  public StepTimeCorrection stepTimeCorrection() {
    return correction;
  }

  /** One that goes on from the same on its own. */
  public LearnedState copy() {
    return Snapshot.read(Snapshot.write(this));
  }

  /** The past tasks whose data are most like some data, nearest first. */
  public List<PastRuns.NearTask> nearestTasks(
      double limitSeconds, Map<String, Double> profile, int classes, int trainImages, int most) {
    return new PastRuns(pastRuns)
        .nearestTasks(
            ExperienceEncoder.features(profile, classes, trainImages), limitSeconds, most);
  }

  /** How many runs taught an accuracy. */
  public long learned() {
    return adaptive.learned();
  }

  /** How many different data own tasks were learned from. */
  public int ownTasks() {
    return ownTasks.size();
  }

  /** On how many tasks of others policies were compared. */
  public long comparedTasks() {
    return judged().comparedTasks();
  }

  /** Origins of all the data that it knows of. */
  public Set<String> datasets() {
    return Set.copyOf(datasets);
  }

  /** How many entries taught nothing because nothing could be read out of them. */
  public long unreadable() {
    return unreadable;
  }

  AdaptivePredictor adaptive() {
    return adaptive;
  }

  RidgePredictor ridge() {
    return ridge;
  }

  StepTimeCorrection correction() {
    return correction;
  }

  Lists lists() {
    return new Lists(pastRuns, taskNames, ownTasks, datasets, policies, comparedTasks, unreadable);
  }

  Optional<ComparedGroup> group() {
    return Optional.ofNullable(group);
  }
}
