package io.nasoa.workflows.hpo;

import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunFrame;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.WorkflowVersions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;

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

  private final RunFrame<HpoState> frame;

  /** Whether the trainers were taken off what a search that is to end does not want any more. */
  private boolean takenBack;

  private int advances;

  @WorkflowInit
  public HpoWorkflowImpl(HpoState input) {
    frame =
        new RunFrame<>(
            input,
            "search for hyper-parameters",
            "an evaluation",
            newest -> HpoCalls.record("keep the state").saveState(newest),
            pieces::takeBack);
  }

  @Override
  public HpoResult run(HpoState input) {
    Workflow.getVersion(
        WorkflowVersions.HPO_ORDER, Workflow.DEFAULT_VERSION, WorkflowVersions.HPO_ORDER_NEWEST);
    return frame.run(this::search, this::finish);
  }

  private void search() {
    if (frame.state().prepared() == 0) {
      advance();
    }
    while (!frame.state().over()) {
      frame.standStillIfAsked();
      if (mustTakeBack()) {
        endWithWhatItHas();
        continue;
      }
      // What is left after a stop is few reports, and a stop is not carried over to a new history.
      if (!historyIsLong() || frame.asked().stop()) {
        startWaiting();
      } else if (pieces.idle() && !anyHasArrived()) {
        frame.goOnWithNewHistory();
      }
      if (!frame.state().wanted().isEmpty()) {
        frame.await(() -> anyHasArrived() || mustTakeBack(), pieces);
      }
      if (anyHasArrived() || frame.state().wanted().isEmpty()) {
        advance();
      }
    }
    requireIncumbent();
  }

  private void requireIncumbent() {
    if (frame.state().incumbent() == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "none of %d evaluations succeeded: try a longer limit, fewer rungs or other models"
              .formatted(frame.state().told()),
          FailureTypes.NOTHING_EVALUATED);
    }
  }

  /** What has arrived still counts; then only the incumbents' reports are left. */
  private void endWithWhatItHas() {
    pieces.takeBack();
    takenBack = true;
    advance();
  }

  private boolean historyIsLong() {
    return advances >= ADVANCES_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
  }

  private void startWaiting() {
    for (HpoPiece piece : frame.state().wanted()) {
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
    return HpoCalls.train(frame.state().request(), summary);
  }

  private List<Integer> numbers() {
    return frame.state().wanted().stream().map(HpoPiece::number).toList();
  }

  private boolean anyHasArrived() {
    return numbers().stream().anyMatch(pieces::hasArrived);
  }

  private boolean mustTakeBack() {
    return frame.asked().stop() && !takenBack;
  }

  private void advance() {
    advances++;
    frame.advance(
        state -> {
          List<HpoOutcome> arrived = List.copyOf(pieces.take(numbers()).values());
          return HpoCalls.record("after %d evaluations".formatted(state.told()))
              .advance(new AdvanceHpoInput(AdvanceHpoInput.SCHEMA, state, arrived));
        });
  }

  private HpoResult finish(RunEnding end) {
    return HpoCalls.record("record " + end.state())
        .finish(
            new FinishHpoInput(
                FinishHpoInput.SCHEMA, frame.state(), end.state(), end.failureType(), end.error()));
  }

  // ---- interventions

  @Override
  public HpoStatus status() {
    return HpoStatus.of(frame.state(), frame.standing());
  }

  @Override
  public HpoStatus pause() {
    frame.intervene(RunInterventions::paused);
    return status();
  }

  @Override
  public HpoStatus resume() {
    frame.intervene(RunInterventions::resumed);
    return status();
  }

  @Override
  public HpoStatus stop() {
    frame.intervene(RunInterventions::stopped);
    return status();
  }

  @Override
  public void checkPause() {
    frame.checkOpen();
    if (frame.asked().stop()) {
      throw frame.refusal("is ending with what it has and cannot be paused any more");
    }
  }

  @Override
  public void checkResume() {
    frame.checkOpen();
  }

  @Override
  public void checkStop() {
    frame.checkOpen();
  }
}
