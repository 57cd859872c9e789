package io.nasoa.workflows.tuning;

import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;

/**
 * The order of a run. Its state is one record, kept in the store at each boundary; a stage whose
 * result stands in it is not done again.
 */
public final class FineTuningWorkflowImpl implements FineTuningWorkflow {
  private FineTuningState state;
  private TaskState taskState = TaskState.RUNNING;

  @WorkflowInit
  public FineTuningWorkflowImpl(FineTuningState input) {
    this.state = input;
  }

  @Override
  public FineTuningResult run(FineTuningState input) {
    Workflow.getVersion(
        WorkflowVersions.FINE_TUNING_STAGES,
        Workflow.DEFAULT_VERSION,
        WorkflowVersions.FINE_TUNING_STAGES_NEWEST);
    try {
      checkRequest();
      DatasetProfile profile = profile();
      FineTuningPlan plan = plan(profile);
      TrainingOutcome training = fineTune(profile, plan);
      evaluate(profile, plan, training);
    } catch (TemporalFailure failure) {
      RunEnd end = RunEnd.of(failure);
      record(end);
      throw end.toFailure();
    }
    return record(RunEnd.succeeded());
  }

  @Override
  public FineTuningStatus status() {
    return FineTuningStatus.of(state, taskState);
  }

  private void checkRequest() {
    List<String> problems = state.request().problems();
    if (!problems.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "invalid request: " + String.join("; ", problems), FailureTypes.INVALID_REQUEST);
    }
  }

  private DatasetProfile profile() {
    DatasetProfile known = state.profile();
    if (known != null) {
      return known;
    }
    DatasetProfile seen =
        ActivityCalls.profile(state.request())
            .profile(new ProfileInput(ProfileInput.SCHEMA, state.request(), state.run()));
    save(state.with(seen));
    return seen;
  }

  private FineTuningPlan plan(DatasetProfile profile) {
    FineTuningPlan known = state.plan();
    if (known != null) {
      return known;
    }
    FineTuningRequest request = state.request();
    PlanningMaterial material =
        ActivityCalls.record("what the zoo offers")
            .planningMaterial(
                new PlanningMaterialInput(PlanningMaterialInput.SCHEMA, request, profile));
    FineTuningPlan made =
        ActivityCalls.plan(request)
            .plan(
                new PlanInput(
                    PlanInput.SCHEMA, request, state.run(), profile, material, state.spent()));
    save(state.with(made));
    return made;
  }

  private TrainingOutcome fineTune(DatasetProfile profile, FineTuningPlan plan) {
    TrainingOutcome known = state.training();
    if (known != null) {
      return known;
    }
    FineTuningRequest request = state.request();
    TrainingOutcome ended =
        ActivityCalls.fineTune(request, plan)
            .fineTune(
                new FineTuneInput(
                    FineTuneInput.SCHEMA, request, state.run(), profile, plan, state.spent()));
    save(state.with(ended));
    return ended;
  }

  private void evaluate(DatasetProfile profile, FineTuningPlan plan, TrainingOutcome training) {
    if (state.evaluation() != null) {
      return;
    }
    FineTuningRequest request = state.request();
    EvaluationOutcome done =
        ActivityCalls.evaluate(request)
            .evaluate(
                new EvaluateInput(
                    EvaluateInput.SCHEMA, request, state.run(), profile, plan, training));
    save(state.with(done));
  }

  private void save(FineTuningState reached) {
    state = reached;
    ActivityCalls.record("next: " + reached.nextStage()).saveState(reached);
  }

  /** In a scope of its own, so that a cancelled run is still recorded. */
  private FineTuningResult record(RunEnd end) {
    Ledger spent = state.spent().plus(end.lastStage());
    double elapsed = (Workflow.currentTimeMillis() - state.submittedAtMillis()) / 1000.0;
    Ledger ledger = spent.withQueue(Math.max(0, elapsed - spent.elapsedSeconds()));
    FinishInput input =
        new FinishInput(
            FinishInput.SCHEMA, state, end.state(), end.failureType(), end.error(), ledger);
    FineTuningResult[] result = new FineTuningResult[1];
    Workflow.newDetachedCancellationScope(
            () -> result[0] = ActivityCalls.record("record " + end.state()).finish(input))
        .run();
    taskState = end.state();
    return result[0];
  }
}
