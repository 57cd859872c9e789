package io.nasoa.workflows.table;

import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
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
import org.jspecify.annotations.Nullable;

/**
 * The order of a table: what the store proposes is done, as much at a time as it proposes, and told
 * as it arrives. A trial's row does not hang on when it is run, so their order matters to nobody
 * but those who look at an unfinished table.
 *
 * <p>Its state is one record, kept in the store with every row.
 */
public final class FineTuningTableWorkflowImpl implements FineTuningTableWorkflow {
  /** The history of so many advances, with hundreds of tasks in the state, is about 10 MB. */
  private static final int ADVANCES_PER_RUN = 60;

  private final RunningActivities<PieceOutcome> pieces = new RunningActivities<>();

  /** One write at a time, and each of the newest state: an older one must not come last. */
  private final WorkflowLock saving = Workflow.newWorkflowLock();

  private TableState state;
  private TaskState tableState = TaskState.RUNNING;
  private boolean ending;
  private int advances;
  private long activeSinceMillis;

  @WorkflowInit
  public FineTuningTableWorkflowImpl(TableState input) {
    this.state = input;
  }

  @Override
  public TableResult run(TableState input) {
    Workflow.getVersion(
        WorkflowVersions.TABLE_ORDER,
        Workflow.DEFAULT_VERSION,
        WorkflowVersions.TABLE_ORDER_NEWEST);
    activeSinceMillis = Workflow.currentTimeMillis();
    RunEnding end = RunEnding.succeeded();
    try {
      checkRequest();
      collect();
    } catch (TemporalFailure failure) {
      end = RunEnding.of(failure, CancellationScope.current().isCancelRequested(), "a trial");
    }
    pieces.takeBack();
    TableResult result = record(end);
    awaitHandlers();
    if (end.state() != TaskState.SUCCEEDED) {
      throw end.toFailure("the table");
    }
    return result;
  }

  private void checkRequest() {
    List<String> problems = state.request().problems();
    if (!problems.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "invalid table: " + String.join("; ", problems), FailureTypes.INVALID_REQUEST);
    }
  }

  private void collect() {
    if (state.proposals().isEmpty()) {
      advance();
    }
    while (!state.over()) {
      standStillIfAsked();
      if (!historyIsLong()) {
        startWaiting();
      } else if (pieces.idle() && !anyHasArrived()) {
        goOnWithNewHistory();
      }
      await();
      if (anyHasArrived()) {
        advance();
      }
    }
  }

  private RunInterventions asked() {
    return state.interventionsOrNone();
  }

  private boolean historyIsLong() {
    return advances >= ADVANCES_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
  }

  private void startWaiting() {
    for (TablePiece piece : state.proposals()) {
      pieces.start(piece.number(), () -> done(piece));
    }
  }

  private PieceOutcome done(TablePiece piece) {
    int number = piece.number();
    if (piece.calibrate() != null) {
      var calibration = train("calibrate").calibrate(piece.calibrate());
      return new PieceOutcome(number, calibration, null, null, null);
    }
    if (piece.describe() != null) {
      String summary = "describe " + piece.describe().task();
      var description = train(summary).describe(piece.describe());
      return new PieceOutcome(number, null, description, null, null);
    }
    TrialInput trial = piece.trial();
    if (trial == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "piece %d of the table holds no work that this version knows".formatted(number),
          FailureTypes.INTERNAL);
    }
    TrialOutcome outcome = train(trial.trial() + " " + trial.model().name()).train(trial);
    return new PieceOutcome(number, null, null, outcome, report(trial, outcome));
  }

  private @Nullable ReportOutcome report(TrialInput trial, TrialOutcome outcome) {
    String weights = outcome.weights();
    String sha256 = outcome.weightsSha256();
    if (weights == null || sha256 == null) {
      return null;
    }
    return train("report " + trial.trial())
        .report(new ReportInput(ReportInput.SCHEMA, trial, weights, sha256));
  }

  private TrialActivities train(String summary) {
    return TableCalls.train(state.request(), summary);
  }

  private List<Integer> numbers() {
    return state.proposals().stream().map(TablePiece::number).toList();
  }

  private boolean anyHasArrived() {
    return numbers().stream().anyMatch(pieces::hasArrived);
  }

  private void await() {
    // Waiting for a condition alone does not end by a cancellation.
    CancellationScope run = CancellationScope.current();
    Workflow.await(
        () -> anyHasArrived() || pieces.hasVerdict() || asked().pause() || run.isCancelRequested());
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
      List<PieceOutcome> arrived = List.copyOf(pieces.take(numbers()).values());
      AdvanceTableInput input = new AdvanceTableInput(AdvanceTableInput.SCHEMA, state, arrived);
      TableState[] reached = new TableState[1];
      String summary = "after %d trials".formatted(state.trials());
      // Nothing is gained by cancelling one transaction.
      Workflow.newDetachedCancellationScope(
              () -> reached[0] = TableCalls.record(summary).advance(input))
          .run();
      // An update may have come meanwhile.
      state = reached[0].with(state.interventions());
    } finally {
      saving.unlock();
    }
  }

  private void save(UnaryOperator<TableState> change) {
    saving.lock();
    try {
      state = change.apply(state);
      TableState newest = state;
      Workflow.newDetachedCancellationScope(
              () -> TableCalls.record("keep the state").saveState(newest))
          .run();
    } finally {
      saving.unlock();
    }
  }

  private void goOnWithNewHistory() {
    awaitHandlers();
    if (!asked().pause()) {
      Workflow.continueAsNew(state);
    }
  }

  private static void awaitHandlers() {
    Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
        .run();
  }

  /** In a scope of its own, so that a cancelled run is still recorded. */
  private TableResult record(RunEnding end) {
    ending = true;
    account();
    FinishTableInput input =
        new FinishTableInput(
            FinishTableInput.SCHEMA, state, end.state(), end.failureType(), end.error());
    TableResult[] result = new TableResult[1];
    Workflow.newDetachedCancellationScope(
            () -> result[0] = TableCalls.record("record " + end.state()).finish(input))
        .run();
    tableState = end.state();
    return result[0];
  }

  // ---- interventions

  private TableStatus intervene(UnaryOperator<RunInterventions> asking) {
    state = state.with(asking.apply(asked()));
    Workflow.newDetachedCancellationScope(() -> save(it -> it)).run();
    return status();
  }

  private void check() {
    if (ending) {
      throw ApplicationFailure.newNonRetryableFailure(
          "table %s has ended".formatted(state.request().tableId()), FailureTypes.INVALID_STATE);
    }
  }

  @Override
  public TableStatus status() {
    boolean still = !ending && asked().pausedAtMillis() != null;
    return TableStatus.of(state, still ? TaskState.PAUSED : tableState);
  }

  @Override
  public TableStatus pause() {
    return intervene(RunInterventions::paused);
  }

  @Override
  public TableStatus resume() {
    return intervene(RunInterventions::resumed);
  }

  @Override
  public void checkPause() {
    check();
  }

  @Override
  public void checkResume() {
    check();
  }
}
