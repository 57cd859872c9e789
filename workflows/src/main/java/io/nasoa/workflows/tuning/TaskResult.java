package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.zoo.experience.Regime;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A task's result, or what is known of it so far: the JSON that users and scripts get. What is not
 * known is null.
 *
 * @param task id of the task
 * @param state where it stands
 * @param endedBy what ended a training that kept its model
 * @param error one sentence, when it failed
 * @param data the data, once seen
 * @param model zoo entry it started from
 * @param architecture its architecture string
 * @param regime how it was trained
 * @param predicted what the plan expected
 * @param accuracy share of right answers on the validation images, in [0, 1]
 * @param steps optimiser steps done
 * @param budgetSeconds the budget asked for, with its extensions
 * @param activeSeconds the ledger without queue, paused and down
 * @param elapsedSeconds the ledger's sum
 * @param ledger where the time went
 * @param attempts how often the training was started
 * @param modelPath relative to the artifact root
 * @param seed the request's seed
 * @param device where it ran
 * @param threads native threads it ran with
 * @param versions what it was computed with
 * @param reason why it was planned so, once planned from experience
 * @param rationale what the plan rests on, once planned from experience
 * @param before the DAG run before it, once it has succeeded
 * @param after the DAG run after it, once it has succeeded
 */
@JsonPropertyOrder({
  "task",
  "state",
  "endedBy",
  "error",
  "data",
  "model",
  "architecture",
  "regime",
  "predicted",
  "accuracy",
  "steps",
  "budgetSeconds",
  "activeSeconds",
  "elapsedSeconds",
  "ledger",
  "attempts",
  "modelPath",
  "seed",
  "device",
  "threads",
  "versions",
  "reason",
  "rationale",
  "before",
  "after"
})
public record TaskResult(
    String task,
    TaskState state,
    @Nullable EndedBy endedBy,
    @Nullable String error,
    @Nullable Data data,
    @Nullable String model,
    @Nullable String architecture,
    @Nullable Regime regime,
    @Nullable Prediction predicted,
    @Nullable Double accuracy,
    @Nullable Integer steps,
    @Nullable Double budgetSeconds,
    @Nullable Double activeSeconds,
    @Nullable Double elapsedSeconds,
    @Nullable Ledger ledger,
    @Nullable Integer attempts,
    @Nullable String modelPath,
    long seed,
    @Nullable String device,
    @Nullable Integer threads,
    @Nullable SortedMap<String, String> versions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PlanRationale rationale,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagRunResult before,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagRunResult after) {

  public TaskResult {
    versions = versions == null ? null : new TreeMap<>(versions);
  }

  /**
   * The data a task ran on.
   *
   * @param classes number of classes
   * @param trainImages readable training images
   * @param validationImages readable validation images
   * @param sha256 hash over (relative path, bytes) in sorted order
   * @param skippedFiles corrupt files, the first hundred
   */
  public record Data(
      int classes,
      int trainImages,
      int validationImages,
      String sha256,
      List<String> skippedFiles) {
    public Data {
      skippedFiles = Lists.orEmpty(skippedFiles);
    }

    static @Nullable Data of(@Nullable DatasetSummary profile) {
      return profile == null
          ? null
          : new Data(
              profile.classes(),
              profile.trainImages(),
              profile.validationImages(),
              profile.sha256(),
              profile.skippedFiles());
    }
  }

  /** The same task, standing elsewhere. */
  public TaskResult in(TaskState now) {
    return new TaskResult(
        task,
        now,
        endedBy,
        error,
        data,
        model,
        architecture,
        regime,
        predicted,
        accuracy,
        steps,
        budgetSeconds,
        activeSeconds,
        elapsedSeconds,
        ledger,
        attempts,
        modelPath,
        seed,
        device,
        threads,
        versions,
        reason,
        rationale,
        before,
        after);
  }

  /** What is known from a run's state. */
  public static TaskResult of(
      FineTuningState run, TaskState state, @Nullable String error, @Nullable Ledger ledger) {
    FineTuningRequest request = run.request();
    FineTuningPlan plan = run.plan();
    TrainingOutcome training = run.training();
    EvaluationOutcome evaluation = run.evaluation();
    return new TaskResult(
        request.taskId(),
        state,
        training == null ? null : training.endedBy(),
        error,
        Data.of(run.profile()),
        plan == null ? request.model() : plan.model(),
        plan == null ? null : plan.architecture(),
        plan == null ? null : plan.regime(),
        plan == null ? null : plan.predicted(),
        evaluation == null ? null : (Double) evaluation.accuracy(),
        training == null ? null : (Integer) training.steps(),
        run.grownRequest().budgetSeconds(),
        ledger == null ? null : (Double) ledger.activeSeconds(),
        ledger == null ? null : (Double) ledger.elapsedSeconds(),
        ledger,
        training == null ? null : (Integer) training.attempts(),
        training == null ? null : training.modelPath(),
        request.seed(),
        training == null ? request.device() : training.device(),
        training == null ? (Integer) request.threads() : (Integer) training.threads(),
        training == null ? null : training.versions(),
        plan == null || plan.rationale() == null ? null : plan.reason(),
        plan == null ? null : plan.rationale(),
        run.before(),
        run.after());
  }
}
