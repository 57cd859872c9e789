package io.nasoa.workflows.table;

import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunFrame;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.WorkflowVersions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
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

  private final RunFrame<TableState> frame;
  private int advances;

  @WorkflowInit
  public FineTuningTableWorkflowImpl(TableState input) {
    frame =
        new RunFrame<>(
            input,
            "table",
            "a trial",
            newest -> TableCalls.record("keep the state").saveState(newest),
            pieces::takeBack);
  }

  @Override
  public TableResult run(TableState input) {
    Workflow.getVersion(
        WorkflowVersions.TABLE_ORDER,
        Workflow.DEFAULT_VERSION,
        WorkflowVersions.TABLE_ORDER_NEWEST);
    return frame.run(this::collect, this::finish);
  }

  private void collect() {
    if (frame.state().proposals().isEmpty()) {
      advance();
    }
    while (!frame.state().over()) {
      frame.standStillIfAsked();
      if (!historyIsLong()) {
        startWaiting();
      } else if (pieces.idle() && !anyHasArrived()) {
        frame.goOnWithNewHistory();
      }
      frame.await(this::anyHasArrived, pieces);
      if (anyHasArrived()) {
        advance();
      }
    }
  }

  private boolean historyIsLong() {
    return advances >= ADVANCES_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
  }

  private void startWaiting() {
    for (TablePiece piece : frame.state().proposals()) {
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
    return TableCalls.train(frame.state().request(), summary);
  }

  private List<Integer> numbers() {
    return frame.state().proposals().stream().map(TablePiece::number).toList();
  }

  private boolean anyHasArrived() {
    return numbers().stream().anyMatch(pieces::hasArrived);
  }

  private void advance() {
    advances++;
    frame.advance(
        state -> {
          List<PieceOutcome> arrived = List.copyOf(pieces.take(numbers()).values());
          return TableCalls.record("after %d trials".formatted(state.trials()))
              .advance(new AdvanceTableInput(AdvanceTableInput.SCHEMA, state, arrived));
        });
  }

  private TableResult finish(RunEnding end) {
    return TableCalls.record("record " + end.state())
        .finish(
            new FinishTableInput(
                FinishTableInput.SCHEMA,
                frame.state(),
                end.state(),
                end.failureType(),
                end.error()));
  }

  // ---- interventions

  @Override
  public TableStatus status() {
    return TableStatus.of(frame.state(), frame.standing());
  }

  @Override
  public TableStatus pause() {
    frame.intervene(RunInterventions::paused);
    return status();
  }

  @Override
  public TableStatus resume() {
    frame.intervene(RunInterventions::resumed);
    return status();
  }

  @Override
  public void checkPause() {
    frame.checkOpen();
  }

  @Override
  public void checkResume() {
    frame.checkOpen();
  }
}
