package io.nasoa.workflows.tuning;

import org.jspecify.annotations.Nullable;

/**
 * Where a run stands.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param taskId id of the task
 * @param run number of the run
 * @param state where it stands
 * @param stage the stage it is in, or the last one of a run that has ended
 * @param model zoo entry it started from, once planned
 * @param plannedSteps optimiser steps of the plan
 * @param accuracy accuracy of the final model
 * @param spent seconds of the finished stages, waiting not included
 * @param progress the last sign of life of the training, if one is known
 */
public record FineTuningStatus(
    int schema,
    String taskId,
    int run,
    TaskState state,
    Stage stage,
    @Nullable String model,
    @Nullable Integer plannedSteps,
    @Nullable Double accuracy,
    Ledger spent,
    @Nullable TrainingProgress progress) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** What a run's state tells. */
  public static FineTuningStatus of(FineTuningState run, TaskState state) {
    FineTuningPlan plan = run.plan();
    EvaluationOutcome evaluation = run.evaluation();
    return new FineTuningStatus(
        SCHEMA,
        run.request().taskId(),
        run.run(),
        state,
        run.nextStage(),
        plan == null ? null : plan.model(),
        plan == null ? null : (Integer) plan.regime().steps(),
        evaluation == null ? null : (Double) evaluation.accuracy(),
        run.spent(),
        null);
  }

  /** The same with a sign of life. */
  public FineTuningStatus with(TaskState newState, @Nullable TrainingProgress newProgress) {
    return new FineTuningStatus(
        schema,
        taskId,
        run,
        newState,
        stage,
        model,
        plannedSteps,
        accuracy,
        spent,
        newProgress == null ? progress : newProgress);
  }
}
