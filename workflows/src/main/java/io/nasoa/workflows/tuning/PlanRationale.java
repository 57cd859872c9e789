package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.zoo.experience.Regime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a plan rests on, for users and for what is learned from its run; null is what nobody knows.
 *
 * @param policy that decided, a constant of {@link io.nasoa.zoo.planning.Policy}
 * @param outcome expected of the plan in the predictor's unit
 * @param limitSeconds within which it was planned: the budget, or what a deadline leaves of it
 * @param limitShare share of the fitting steps that are done
 * @param quantile probability with which the run keeps {@code secondsAtQuantile}
 * @param secondsAtQuantile active seconds that it takes at most with that probability
 * @param deadlineProbability that it ends before its deadline when it need not wait any more
 * @param pace how fast it should go
 * @param model what is known of the chosen model
 * @param features numbers of the data's profile, by name
 * @param learnedRuns from how many runs the predictors have learned
 * @param considered how many candidates were compared
 * @param runnersUp the best of other models, best first
 * @param proposals of all policies that had one
 * @param nearestTasks the past tasks whose data are most like these, nearest first
 * @param excluded what the limit and the memory left out, one sentence each
 */
public record PlanRationale(
    String policy,
    @Nullable Double outcome,
    double limitSeconds,
    double limitShare,
    double quantile,
    double secondsAtQuantile,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double deadlineProbability,
    Pace pace,
    ModelFacts model,
    SortedMap<String, Double> features,
    long learnedRuns,
    int considered,
    List<Alternative> runnersUp,
    List<PolicyChoice> proposals,
    List<NearTask> nearestTasks,
    List<String> excluded) {

  public PlanRationale {
    features = features == null ? new TreeMap<>() : new TreeMap<>(features);
    runnersUp = Lists.orEmpty(runnersUp);
    proposals = Lists.orEmpty(proposals);
    nearestTasks = Lists.orEmpty(nearestTasks);
    excluded = Lists.orEmpty(excluded);
  }

  /**
   * Times that the training reckons with.
   *
   * @param expectedStepSeconds a step, not corrected by past runs
   * @param source where that comes from, a constant of {@link io.nasoa.zoo.cost.TimeSource}
   * @param stepSeconds a step, as likely shorter as longer
   * @param reserveSeconds what must be left at that speed when the last step ends
   */
  public record Pace(
      double expectedStepSeconds, String source, double stepSeconds, double reserveSeconds) {}

  /**
   * What is known of a model.
   *
   * @param sourceAccuracy on the data it was pretrained with, in [0, 1]
   * @param logMe of its frozen features on the task
   * @param nearestClassMean of its frozen features on the task, in [0, 1]
   */
  public record ModelFacts(
      @Nullable Double sourceAccuracy, @Nullable Double logMe, @Nullable Double nearestClassMean) {}

  /**
   * What else could be done.
   *
   * @param model name of the zoo entry
   * @param regime how it would be trained
   * @param accuracy expected, in [0, 1]
   * @param seconds as likely less as more
   */
  public record Alternative(
      String model, Regime regime, @Nullable Double accuracy, double seconds) {}

  /**
   * What a policy would do.
   *
   * @param policy a constant of {@link io.nasoa.zoo.planning.Policy}
   * @param model name of the zoo entry
   * @param regime how it would be trained
   * @param lead over the plan in the predictor's unit, as the policy's own predictor tells
   * @param weight how much the policy is trusted, in [0, 1]
   * @param taken whether it is the plan
   */
  public record PolicyChoice(
      String policy, String model, Regime regime, double lead, double weight, boolean taken) {}

  /**
   * A past task.
   *
   * @param task its id
   * @param distance mean squared difference of what is known of both, in standard deviations
   * @param model what was best there
   * @param learningRate of it
   */
  public record NearTask(String task, double distance, String model, double learningRate) {}
}
