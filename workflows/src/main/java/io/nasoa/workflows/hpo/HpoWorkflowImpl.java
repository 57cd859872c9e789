package io.nasoa.workflows.hpo;

import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.workflows.tuning.WorkflowVersions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowLock;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The order of a search for hyper-parameters: what the method proposes is done, as much at a time
 * as it proposes, and told as it arrives. The method uses outcomes in the order of the evaluations'
 * numbers, so the search is the same on one trainer and on many, killed or not.
 *
 * <p>Its state is one record, kept in the store with every outcome.
 */
public final class HpoWorkflowImpl implements HpoWorkflow {
  /** An advance is some ten events and twice the state, some 10 kB: so many are about 5 MB. */
  private static final int ADVANCES_PER_RUN = 200;

  private final RunningActivities<HpoOutcome> pieces = new RunningActivities<>();

  /** One write at a time, and each of the newest state: an older one must not come last. */
  private final WorkflowLock saving = Workflow.newWorkflowLock();

  private HpoState state;
  private TaskState hpoState = TaskState.RUNNING;
  private boolean ending;

  /** Whether the trainers were taken off what a search that is to end does not want any more. */
  private boolean takenBack;

  private int advances;
  private long activeSinceMillis;

  @WorkflowInit
  public HpoWorkflowImpl(HpoState input) {
    this.state = input;
  }

  @Override
  public HpoResult run(HpoState input) {
    Workflow.getVersion(
        WorkflowVersions.HPO_ORDER, Workflow.DEFAULT_VERSION, WorkflowVersions.HPO_ORDER_NEWEST);
    activeSinceMillis = Workflow.currentTimeMillis();
    RunEnding end = RunEnding.succeeded();
    try {
      checkRequest();
      search();
    } catch (TemporalFailure failure) {
      end = RunEnding.of(failure, CancellationScope.current().isCancelRequested(), "an evaluation");
    }
    pieces.takeBack();
    HpoResult result = record(end);
    awaitHandlers();
    if (end.state() != TaskState.SUCCEEDED) {
      throw end.toFailure("the search");
    }
    return result;
  }

  private void checkRequest() {
    List<String> problems = state.request().problems();
    if (!problems.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "invalid search for hyper-parameters: " + String.join("; ", problems),
          FailureTypes.INVALID_REQUEST);
    }
  }

  private void search() {
    if (state.prepared() == 0) {
      advance();
    }
    while (!state.over()) {
      standStillIfAsked();
      if (mustTakeBack()) {
        endWithWhatItHas();
        continue;
      }
      if (!historyIsLong()) {
        startWaiting();
      } else if (pieces.idle() && !anyHasArrived()) {
        goOnWithNewHistory();
      }
      if (!state.wanted().isEmpty()) {
        await();
      }
      if (anyHasArrived() || state.wanted().isEmpty()) {
        advance();
      }
    }
    requireIncumbent();
  }

  private void requireIncumbent() {
    if (state.incumbent() == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "none of %d evaluations succeeded: try a longer limit, fewer rungs or other models"
              .formatted(state.told()),
          FailureTypes.NOTHING_EVALUATED);
    }
  }

  /** What has arrived still counts; then only the incumbents' reports are left. */
  private void endWithWhatItHas() {
    pieces.takeBack();
    takenBack = true;
    advance();
  }

  private RunInterventions asked() {
    return state.interventionsOrNone();
  }

  private boolean historyIsLong() {
    return advances >= ADVANCES_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
  }

  private void startWaiting() {
    for (HpoPiece piece : state.wanted()) {
      pieces.start(piece.number(), () -> done(piece));
    }
  }

  private HpoOutcome done(HpoPiece piece) {
    int number = piece.number();
    if (piece.calibrate() != null) {
      var calibration = train("calibrate").calibrate(piece.calibrate());
      return new HpoOutcome(number, calibration, null, null, null);
    }
    if (piece.describe() != null) {
      String summary = "describe " + piece.describe().task();
      var description = train(summary).describe(piece.describe());
      return new HpoOutcome(number, null, description, null, null);
    }
    TrialInput trial = piece.trial();
    if (trial != null) {
      String summary = "evaluation %s, %s".formatted(trial.trial(), trial.model().name());
      return new HpoOutcome(number, null, null, train(summary).train(trial), null);
    }
    if (piece.report() != null) {
      String summary = "report " + piece.report().trial().trial();
      return new HpoOutcome(number, null, null, null, train(summary).report(piece.report()));
    }
    throw ApplicationFailure.newNonRetryableFailure(
        "piece %d of the search holds no work that this version knows".formatted(number),
        FailureTypes.INTERNAL);
  }

  private TrialActivities train(String summary) {
    return HpoCalls.train(state.request(), summary);
  }

  private List<Integer> numbers() {
    return state.wanted().stream().map(HpoPiece::number).toList();
  }

  private boolean anyHasArrived() {
    return numbers().stream().anyMatch(pieces::hasArrived);
  }

  private boolean mustTakeBack() {
    return asked().stop() && !takenBack;
  }

  private void await() {
    // Waiting for a condition alone does not end by a cancellation.
    CancellationScope run = CancellationScope.current();
    Workflow.await(
        () ->
            anyHasArrived()
                || pieces.hasVerdict()
                || asked().pause()
                || mustTakeBack()
                || run.isCancelRequested());
    CancellationScope.throwCanceled();
    pieces.throwVerdict();
  }

  /** The trainers are not at it now; it waits until it is asked to go on. */
  private void standStillIfAsked() {
    if (!asked().pause()) {
      return;
    }
    pieces.takeBack();
    account();
    save(it -> it.with(it.interventionsOrNone().standingStill(Workflow.currentTimeMillis())));
    CancellationScope run = CancellationScope.current();
    Workflow.await(() -> !asked().pause() || run.isCancelRequested());
    activeSinceMillis = Workflow.currentTimeMillis();
    CancellationScope.throwCanceled();
  }

  private void account() {
    long now = Workflow.currentTimeMillis();
    state = state.plusActive(now - activeSinceMillis);
    activeSinceMillis = now;
  }

  private void advance() {
    account();
    advances++;
    saving.lock();
    try {
      List<HpoOutcome> arrived = List.copyOf(pieces.take(numbers()).values());
      AdvanceHpoInput input = new AdvanceHpoInput(AdvanceHpoInput.SCHEMA, state, arrived);
      HpoState[] reached = new HpoState[1];
      String summary = "after %d evaluations".formatted(state.told());
      // Nothing is gained by cancelling one transaction.
      Workflow.newDetachedCancellationScope(
              () -> reached[0] = HpoCalls.record(summary).advance(input))
          .run();
      // An update may have come meanwhile.
      state = reached[0].with(state.interventions());
    } finally {
      saving.unlock();
    }
  }

  private void save(UnaryOperator<HpoState> change) {
    saving.lock();
    try {
      state = change.apply(state);
      HpoState newest = state;
      Workflow.newDetachedCancellationScope(
              () -> HpoCalls.record("keep the state").saveState(newest))
          .run();
    } finally {
      saving.unlock();
    }
  }

  private void goOnWithNewHistory() {
    awaitHandlers();
    if (!asked().pause() && !asked().stop()) {
      Workflow.continueAsNew(state);
    }
  }

  private static void awaitHandlers() {
    Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
        .run();
  }

  /** In a scope of its own, so that a cancelled run is still recorded. */
  private HpoResult record(RunEnding end) {
    ending = true;
    account();
    FinishHpoInput input =
        new FinishHpoInput(
            FinishHpoInput.SCHEMA, state, end.state(), end.failureType(), end.error());
    HpoResult[] result = new HpoResult[1];
    Workflow.newDetachedCancellationScope(
            () -> result[0] = HpoCalls.record("record " + end.state()).finish(input))
        .run();
    hpoState = end.state();
    return result[0];
  }

  // ---- interventions

  private HpoStatus intervene(UnaryOperator<RunInterventions> asking) {
    state = state.with(asking.apply(asked()));
    Workflow.newDetachedCancellationScope(() -> save(it -> it)).run();
    return status();
  }

  private void check(boolean pausing) {
    String id = state.request().hpoId();
    String refusal =
        ending
            ? "hpo %s has ended".formatted(id)
            : pausing && asked().stop()
                ? "hpo %s is ending with what it has and cannot be paused any more".formatted(id)
                : "";
    if (!refusal.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(refusal, FailureTypes.INVALID_STATE);
    }
  }

  @Override
  public HpoStatus status() {
    boolean still = !ending && asked().pausedAtMillis() != null;
    return HpoStatus.of(state, still ? TaskState.PAUSED : hpoState);
  }

  @Override
  public HpoStatus pause() {
    return intervene(RunInterventions::paused);
  }

  @Override
  public HpoStatus resume() {
    return intervene(RunInterventions::resumed);
  }

  @Override
  public HpoStatus stop() {
    return intervene(RunInterventions::stopped);
  }

  @Override
  public void checkPause() {
    check(true);
  }

  @Override
  public void checkResume() {
    check(false);
  }

  @Override
  public void checkStop() {
    check(false);
  }
}
