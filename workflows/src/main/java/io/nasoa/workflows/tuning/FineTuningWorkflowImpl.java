package io.nasoa.workflows.tuning;

import io.nasoa.workflows.airflow.DagRunResult;
import io.nasoa.workflows.airflow.DagStep;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowLock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The order of a run. Its state is one record, kept in the store at each boundary and after each
 * update; a stage whose result stands in it is not done again.
 */
public final class FineTuningWorkflowImpl implements FineTuningWorkflow {
  private final StageScope stage = new StageScope();

  /** One save at a time, and each of the newest state: an older one must not come last. */
  private final WorkflowLock saving = Workflow.newWorkflowLock();

  private final StateAttribute attribute = new StateAttribute();

  private FineTuningState state;
  private TaskState taskState = TaskState.RUNNING;
  private boolean ending;

  /** A run of a version that left the deadline to the trainer and waited for it for ever. */
  private int interventions;

  /** Not so in a run of a version whose profile only counted. */
  private boolean profileKnowsTheZoo;

  @WorkflowInit
  public FineTuningWorkflowImpl(FineTuningState input) {
    this.state = input;
  }

  @Override
  public FineTuningResult run(FineTuningState input) {
    profileKnowsTheZoo =
        Workflow.getVersion(
                WorkflowVersions.FINE_TUNING_STAGES,
                Workflow.DEFAULT_VERSION,
                WorkflowVersions.FINE_TUNING_STAGES_NEWEST)
            >= WorkflowVersions.PROFILE_KNOWS_THE_ZOO;
    interventions =
        Workflow.getVersion(
            WorkflowVersions.INTERVENTIONS,
            Workflow.DEFAULT_VERSION,
            WorkflowVersions.INTERVENTIONS_NEWEST);
    if (state.run() == FineTuningState.UNCLAIMED) {
      checkRequest();
      FineTuningResult known = claim();
      if (known != null) {
        return known;
      }
    }
    RunEnd end = RunEnd.succeeded();
    try {
      checkRequest();
      watchDeadline();
      before();
      DatasetSummary profile = profile();
      FineTuningPlan plan = plan(profile);
      TrainingOutcome training = fineTune(profile, plan);
      evaluate(profile, plan, training);
      standStillIfAsked();
      after();
    } catch (TemporalFailure failure) {
      end = RunEnd.of(failure, CancellationScope.current().isCancelRequested());
    }
    FineTuningResult result = record(end);
    Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
        .run();
    if (end.state() != TaskState.SUCCEEDED) {
      throw end.toFailure();
    }
    return result;
  }

  @Override
  public FineTuningStatus status() {
    boolean still = !ending && state.asked().pausedAtMillis() != null;
    return FineTuningStatus.of(state, still ? TaskState.PAUSED : taskState);
  }

  private void checkRequest() {
    List<String> problems = state.request().problems();
    if (!problems.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "invalid request: " + String.join("; ", problems), FailureTypes.INVALID_REQUEST);
    }
  }

  /** The stored result of the same request, or null with the state to go on from. */
  private @Nullable FineTuningResult claim() {
    FineTuningRequest request = state.request();
    String id = TaskQueues.fineTuningWorkflowId(request.deployment(), request.taskId());
    if (!Workflow.getInfo().getWorkflowId().equals(id)) {
      // Under another id the same task could run twice at a time.
      throw ApplicationFailure.newNonRetryableFailure(
          "the workflow of task %s must have the id %s".formatted(request.taskId(), id),
          FailureTypes.INVALID_REQUEST);
    }
    ClaimResult claimed =
        ActivityCalls.record("claim " + request.taskId())
            .claim(new ClaimInput(ClaimInput.SCHEMA, request, state.submittedAtMillis()));
    FineTuningState accepted = claimed.state();
    state = accepted == null ? state : accepted;
    return claimed.result();
  }

  /** The run works on what it prepares. */
  private void before() {
    DagStep step = state.request().before();
    if (step != null && state.before() == null) {
      standStillIfAsked();
      requireSomethingToFinish();
      Optional<DagRunResult> done =
          TaskDagSteps.before(state, step, () -> state.asked().finish() != null);
      requireSomethingToFinish();
      save(state.withBefore(done.orElseThrow()));
    }
  }

  private void after() {
    DagStep step = state.request().after();
    if (step != null && state.after() == null) {
      DagRunResult done = TaskDagSteps.after(state, step);
      save(state.withAfter(done));
    }
  }

  private DatasetSummary profile() {
    DatasetSummary known = state.profile();
    if (known != null) {
      return known;
    }
    PlanningMaterial material = profileKnowsTheZoo ? material(null) : null;
    DatasetSummary seen =
        onTrainer(
            () ->
                ActivityCalls.profile(state.request())
                    .profile(
                        new ProfileInput(
                            ProfileInput.SCHEMA, state.request(), state.run(), material)));
    save(state.with(seen));
    return seen;
  }

  private PlanningMaterial material(@Nullable DatasetSummary profile) {
    return ActivityCalls.record("what the zoo offers")
        .planningMaterial(
            new PlanningMaterialInput(PlanningMaterialInput.SCHEMA, state.request(), profile));
  }

  private FineTuningPlan plan(DatasetSummary profile) {
    FineTuningPlan known = state.plan();
    if (known != null) {
      return known;
    }
    PlanningMaterial material = material(profile);
    FineTuningPlan made =
        onTrainer(
            () -> {
              FineTuningRequest request = state.grownRequest();
              return ActivityCalls.plan(request)
                  .plan(
                      new PlanInput(
                          PlanInput.SCHEMA,
                          request,
                          state.run(),
                          profile,
                          material,
                          state.spent()));
            });
    save(state.with(made));
    return made;
  }

  private TrainingOutcome fineTune(DatasetSummary profile, FineTuningPlan plan) {
    TrainingOutcome known = state.training();
    if (known != null) {
      return known;
    }
    TrainingOutcome ended =
        onTrainer(
            () -> {
              FineTuningRequest request = state.grownRequest();
              return ActivityCalls.fineTune(request, plan)
                  .fineTune(
                      new FineTuneInput(
                          FineTuneInput.SCHEMA,
                          request,
                          state.run(),
                          profile,
                          plan,
                          state.spent(),
                          state.asked().finish(),
                          state.asked().mostSteps()));
            });
    save(state.with(ended));
    return ended;
  }

  private void evaluate(DatasetSummary profile, FineTuningPlan plan, TrainingOutcome training) {
    if (state.evaluation() != null) {
      return;
    }
    FineTuningRequest request = state.request();
    EvaluationOutcome done =
        onTrainer(
            () ->
                ActivityCalls.evaluate(request)
                    .evaluate(
                        new EvaluateInput(
                            EvaluateInput.SCHEMA, request, state.run(), profile, plan, training)));
    save(state.with(done));
  }

  /** A trainer's stage, begun again after every intervention that took it from its trainer. */
  private <R> R onTrainer(Supplier<R> work) {
    while (true) {
      standStillIfAsked();
      requireSomethingToFinish();
      Optional<R> result = stage.run(work, interventions);
      if (result.isPresent()) {
        return result.get();
      }
    }
  }

  /**
   * No trainer is at it now; it waits, also for its deadline, until it is asked to go on or is
   * cancelled.
   */
  private void standStillIfAsked() {
    if (state.asked().pause()) {
      save(state.standingStill(Workflow.currentTimeMillis()));
      Workflow.await(() -> !state.asked().pause());
    }
  }

  /** A model that never trained is no answer; with a plan, only the trainer knows of its steps. */
  private void requireSomethingToFinish() {
    EndedBy cause = state.asked().finish();
    if (cause != null && state.plan() == null) {
      throw FailureTypes.nothingToFinish(cause);
    }
  }

  private void save(FineTuningState reached) {
    state = reached;
    if (!ending) {
      boolean still = state.asked().pausedAtMillis() != null;
      attribute.tell(state, still ? TaskState.PAUSED : TaskState.RUNNING);
    }
    saving.lock();
    try {
      FineTuningState newest = state;
      ActivityCalls.record("next: " + newest.nextStage()).saveState(newest);
    } finally {
      saving.unlock();
    }
  }

  /** In a scope of its own, so that a cancelled run is still recorded. */
  private FineTuningResult record(RunEnd end) {
    ending = true;
    state = state.with(state.asked().resumed(Workflow.currentTimeMillis()));
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
    attribute.tell(state, taskState);
    return result[0];
  }

  // ---- interventions

  private void watchDeadline() {
    Instant deadline = state.request().deadline();
    if (deadline == null || interventions == Workflow.DEFAULT_VERSION) {
      return;
    }
    long left = deadline.toEpochMilli() - Workflow.currentTimeMillis();
    if (left <= 0) {
      state = new Intervention.Finish(EndedBy.DEADLINE).applied(state, deadline.toEpochMilli());
      return;
    }
    Workflow.newDetachedCancellationScope(() -> Async.procedure(this::awaitDeadline, left)).run();
  }

  private void awaitDeadline(long millis) {
    Workflow.sleep(Duration.ofMillis(millis));
    if (!ending) {
      intervene(new Intervention.Finish(EndedBy.DEADLINE));
    }
  }

  private FineTuningStatus intervene(Intervention asked) {
    boolean interrupts = asked.interrupts(state);
    state = asked.applied(state, Workflow.currentTimeMillis());
    if (interrupts) {
      stage.interrupt();
    }
    Workflow.newDetachedCancellationScope(() -> save(state)).run();
    return status();
  }

  private void check(Intervention asked) {
    String task = state.request().taskId();
    Optional<String> refusal = asked.refusal(state);
    if (ending) {
      refusal = Optional.of("task %s has ended".formatted(task));
    } else if (state.run() == FineTuningState.UNCLAIMED) {
      refusal = Optional.of("task %s has not been accepted yet: ask again".formatted(task));
    }
    if (refusal.isPresent()) {
      throw ApplicationFailure.newNonRetryableFailure(refusal.get(), FailureTypes.INVALID_STATE);
    }
  }

  @Override
  public FineTuningStatus pause() {
    return intervene(new Intervention.Pause());
  }

  @Override
  public FineTuningStatus resume() {
    return intervene(new Intervention.Resume());
  }

  @Override
  public FineTuningStatus stop() {
    return intervene(new Intervention.Finish(EndedBy.STOP));
  }

  @Override
  public FineTuningStatus extend(Intervention.Extend by) {
    return intervene(by);
  }

  @Override
  public void checkPause() {
    check(new Intervention.Pause());
  }

  @Override
  public void checkResume() {
    check(new Intervention.Resume());
  }

  @Override
  public void checkStop() {
    check(new Intervention.Finish(EndedBy.STOP));
  }

  @Override
  public void checkExtend(Intervention.Extend by) {
    check(by);
  }
}
