package io.nasoa.workflows.comparison;

import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunFrame;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.WorkflowVersions;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TerminatedFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of a comparison: what the store proposes is done, as much at a time as it proposes, and
 * told as it arrives. A choice is described, planned, trained and reported in one piece; a search
 * is a workflow below this one, which a pause cancels and the next start takes up where it was.
 *
 * <p>Its state is one record, kept in the store with every cell.
 */
public final class ComparisonWorkflowImpl implements ComparisonWorkflow {
  /** The history of so many advances, with hundreds of tasks in the state, is about 10 MB. */
  private static final int ADVANCES_PER_RUN = 60;

  private final RunningActivities<ComparisonOutcome> pieces = new RunningActivities<>();

  private final RunFrame<ComparisonState> frame;
  private int advances;

  @WorkflowInit
  public ComparisonWorkflowImpl(ComparisonState input) {
    frame =
        new RunFrame<>(
            input,
            "comparison",
            "a trial",
            newest -> ComparisonCalls.record("keep the state").saveState(newest),
            pieces::takeBack);
  }

  @Override
  public ComparisonResult run(ComparisonState input) {
    Workflow.getVersion(
        WorkflowVersions.COMPARISON_ORDER,
        Workflow.DEFAULT_VERSION,
        WorkflowVersions.COMPARISON_ORDER_NEWEST);
    return frame.run(this::compare, this::finish);
  }

  private void compare() {
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
    for (ComparisonPiece piece : frame.state().proposals()) {
      pieces.start(piece.number(), () -> done(piece));
    }
  }

  private ComparisonOutcome done(ComparisonPiece piece) {
    int number = piece.number();
    PlanCell plan = piece.plan();
    HpoRequest search = piece.search();
    if (piece.calibrate() != null) {
      return ComparisonOutcome.of(number, train("calibrate").calibrate(piece.calibrate()));
    }
    if (plan != null) {
      return planned(number, plan);
    }
    if (search != null) {
      return searched(number, search);
    }
    throw ApplicationFailure.newNonRetryableFailure(
        "piece %d of the comparison holds no work that this version knows".formatted(number),
        FailureTypes.INTERNAL);
  }

  // ---- a choice

  private ComparisonOutcome planned(int number, PlanCell cell) {
    String name = "%s on %s".formatted(cell.method(), cell.describe().task());
    TaskDescription description = train("describe for " + name).describe(cell.describe());
    PlannedCell planned =
        ComparisonCalls.planner("plan " + name)
            .plan(
                new PlanCellInput(
                    PlanCellInput.SCHEMA,
                    frame.state().request().comparisonId(),
                    cell,
                    description));
    TrialInput trial = planned.trial();
    TrialOutcome outcome = trial == null ? null : train("train " + name).train(trial);
    ReportOutcome report =
        trial == null || outcome == null ? null : report("report " + name, trial, outcome);
    return new ComparisonOutcome(number, null, description, planned, outcome, report, null, null);
  }

  private @Nullable ReportOutcome report(String summary, TrialInput trial, TrialOutcome outcome) {
    String weights = outcome.weights();
    String sha256 = outcome.weightsSha256();
    return weights == null || sha256 == null
        ? null
        : train(summary).report(new ReportInput(ReportInput.SCHEMA, trial, weights, sha256));
  }

  private TrialActivities train(String summary) {
    return ComparisonCalls.train(frame.state().request(), summary);
  }

  // ---- a search

  private ComparisonOutcome searched(int number, HpoRequest search) {
    while (true) {
      PreparedSearch prepared =
          ComparisonCalls.record("prepare search " + search.hpoId())
              .prepareSearch(
                  new PrepareSearchInput(
                      PrepareSearchInput.SCHEMA, frame.state().request().comparisonId(), search));
      HpoResult known = prepared.result();
      HpoState state = prepared.state();
      if (known != null) {
        return ComparisonOutcome.of(number, known);
      }
      if (state == null) {
        return ComparisonOutcome.failed(number, "the store knows nothing of the search");
      }
      try {
        return ComparisonOutcome.of(number, ComparisonCalls.search(search).run(state));
      } catch (ChildWorkflowFailure failure) {
        if (CancellationScope.current().isCancelRequested()) {
          throw failure;
        }
        // One that its server lost is terminated; what it had done stands in the store.
        if (!(failure.getCause() instanceof TerminatedFailure)) {
          return ComparisonOutcome.failed(number, sentence(search, failure));
        }
      }
    }
  }

  /**
   * Why a search gave nothing.
   *
   * @throws ApplicationFailure when somebody else is at it: then nothing can be said of it
   */
  private static String sentence(HpoRequest search, ChildWorkflowFailure failure) {
    Throwable cause = failure.getCause();
    if (cause instanceof WorkflowExecutionAlreadyStarted) {
      throw ApplicationFailure.newNonRetryableFailure(
          "search %s is under way outside the comparison: let it end or cancel it, then start the comparison again"
              .formatted(search.hpoId()),
          FailureTypes.INVALID_STATE);
    }
    return cause instanceof ApplicationFailure told
        ? told.getOriginalMessage()
        : "the search was cancelled";
  }

  // ---- the store

  private List<Integer> numbers() {
    return frame.state().proposals().stream().map(ComparisonPiece::number).toList();
  }

  private boolean anyHasArrived() {
    return numbers().stream().anyMatch(pieces::hasArrived);
  }

  private void advance() {
    advances++;
    frame.advance(
        state -> {
          List<ComparisonOutcome> arrived = List.copyOf(pieces.take(numbers()).values());
          return ComparisonCalls.record("after %d cells".formatted(state.done()))
              .advance(new AdvanceComparisonInput(AdvanceComparisonInput.SCHEMA, state, arrived));
        });
  }

  private ComparisonResult finish(RunEnding end) {
    return ComparisonCalls.record("record " + end.state())
        .finish(
            new FinishComparisonInput(
                FinishComparisonInput.SCHEMA,
                frame.state(),
                end.state(),
                end.failureType(),
                end.error()));
  }

  // ---- interventions

  @Override
  public ComparisonStatus status() {
    return ComparisonStatus.of(frame.state(), frame.standing());
  }

  @Override
  public ComparisonStatus pause() {
    frame.intervene(RunInterventions::paused);
    return status();
  }

  @Override
  public ComparisonStatus resume() {
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
