package io.nasoa.workflows.tuning;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.airflow.DagRunResult;
import org.jspecify.annotations.Nullable;

/**
 * The workflow's whole state, which is also its input: a run continues behind the last stage that
 * stands in it, be it after continue-as-new or from the store after the server was lost.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request what was asked for; its data are those that the before step prepared, once it has
 * @param run number of the run of this task, from 1; a failed task gets the next one; 0 before the
 *     task is claimed
 * @param submittedAtMillis when this run was accepted, milliseconds since the epoch
 * @param downSeconds downtime before this start that no trainer can know of
 * @param profile the data, once seen
 * @param plan the plan, once made
 * @param training the training, once ended
 * @param evaluation the evaluation, once done
 * @param interventions what has been asked of the run meanwhile; null for nothing
 * @param searchable whether the server knows {@link TaskAttributes}; null for no. An attribute that
 *     it does not know would fail the workflow's task for ever
 * @param before the request's before step, once done
 * @param after its after step, once done
 */
public record FineTuningState(
    int schema,
    FineTuningRequest request,
    int run,
    long submittedAtMillis,
    double downSeconds,
    @Nullable DatasetSummary profile,
    @Nullable FineTuningPlan plan,
    @Nullable TrainingOutcome training,
    @Nullable EvaluationOutcome evaluation,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Interventions interventions,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean searchable,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagRunResult before,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DagRunResult after) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** In place of a run's number, as long as no store has accepted it. */
  static final int UNCLAIMED = 0;

  /** The state of a run that has just been accepted. */
  public static FineTuningState accepted(
      FineTuningRequest request, int run, long submittedAtMillis) {
    return new FineTuningState(
        SCHEMA, request, run, submittedAtMillis, 0, null, null, null, null, null, null, null, null);
  }

  /**
   * The state of a run that no store has accepted yet: what somebody else's workflow starts a child
   * with. The run's first act is then to claim the task.
   */
  public static FineTuningState unclaimed(FineTuningRequest request, long submittedAtMillis) {
    return accepted(request, UNCLAIMED, submittedAtMillis);
  }

  /** The stage that comes next. */
  public Stage nextStage() {
    if (profile == null) {
      return request.before() != null && before == null ? Stage.BEFORE : Stage.PROFILE;
    }
    if (plan == null) {
      return Stage.PLAN;
    }
    if (training == null) {
      return Stage.FINE_TUNE;
    }
    if (evaluation == null) {
      return Stage.EVALUATE;
    }
    return request.after() != null && after == null ? Stage.AFTER : Stage.RECORD;
  }

  /** What the finished stages and known downtimes took; waiting is not in it. */
  public Ledger spent() {
    Ledger sum = Ledger.ofDown(downSeconds).plus(Ledger.ofPaused(asked().pausedSeconds()));
    sum = profile == null ? sum : sum.plus(Ledger.ofProfile(profile.seconds()));
    sum = plan == null ? sum : sum.plus(Ledger.ofPlan(plan.seconds()));
    sum = training == null ? sum : sum.plus(training.ledger());
    return evaluation == null ? sum : sum.plus(Ledger.ofEvaluate(evaluation.seconds()));
  }

  /** What has been asked of the run meanwhile. */
  public Interventions asked() {
    return interventions == null ? Interventions.NONE : interventions;
  }

  /** The request with the budget as it has grown since. */
  public FineTuningRequest grownRequest() {
    Double budget = request.budgetSeconds();
    return budget == null || asked().extendedSeconds() == 0
        ? request
        : request.withBudget(budget + asked().extendedSeconds());
  }

  /** The most steps that the training may do: the plan's, or what they have grown to. */
  int mostSteps(FineTuningPlan made) {
    Integer grown = asked().mostSteps();
    return grown == null ? made.regime().steps() : grown;
  }

  /** The same with more downtime. */
  public FineTuningState plusDown(double seconds) {
    return copy(downSeconds + seconds, profile, plan, training, evaluation, interventions);
  }

  /** The same with the data seen. */
  public FineTuningState with(DatasetSummary seen) {
    return copy(downSeconds, seen, plan, training, evaluation, interventions);
  }

  /** The same with a plan. */
  public FineTuningState with(FineTuningPlan made) {
    return copy(downSeconds, profile, made, training, evaluation, interventions);
  }

  /** The same with a training. */
  public FineTuningState with(TrainingOutcome ended) {
    return copy(downSeconds, profile, plan, ended, evaluation, interventions);
  }

  /** The same with an evaluation. */
  public FineTuningState with(EvaluationOutcome done) {
    return copy(downSeconds, profile, plan, training, done, interventions);
  }

  /** The same with something asked of it. */
  public FineTuningState with(Interventions asked) {
    return copy(downSeconds, profile, plan, training, evaluation, asked);
  }

  /** The same on a server that knows {@link TaskAttributes}, or on one that does not. */
  public FineTuningState onServer(boolean knowsAttributes) {
    return new FineTuningState(
        schema,
        request,
        run,
        submittedAtMillis,
        downSeconds,
        profile,
        plan,
        training,
        evaluation,
        interventions,
        knowsAttributes ? true : null,
        before,
        after);
  }

  /** The same with the before step done; the data are from now on those that it has prepared. */
  public FineTuningState withBefore(DagRunResult done) {
    String data = done.data();
    return withSteps(data == null ? request : request.withData(data), done, after);
  }

  /** The same with the after step done. */
  public FineTuningState withAfter(DagRunResult done) {
    return withSteps(request, before, done);
  }

  private FineTuningState withSteps(
      FineTuningRequest going, @Nullable DagRunResult first, @Nullable DagRunResult last) {
    return new FineTuningState(
        schema,
        going,
        run,
        submittedAtMillis,
        downSeconds,
        profile,
        plan,
        training,
        evaluation,
        interventions,
        searchable,
        first,
        last);
  }

  /** The same, standing still from now on if that is wanted. */
  public FineTuningState standingStill(long nowMillis) {
    return with(asked().standingStill(nowMillis));
  }

  private FineTuningState copy(
      double down,
      @Nullable DatasetSummary seen,
      @Nullable FineTuningPlan made,
      @Nullable TrainingOutcome ended,
      @Nullable EvaluationOutcome done,
      @Nullable Interventions asked) {
    return new FineTuningState(
        schema,
        request,
        run,
        submittedAtMillis,
        down,
        seen,
        made,
        ended,
        done,
        asked,
        searchable,
        before,
        after);
  }
}
