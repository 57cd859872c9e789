package io.nasoa.workflows.search;

import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
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
import java.util.SortedMap;
import java.util.function.UnaryOperator;

/**
 * The order of a search. What trainers find is told in the order of the evaluations' numbers,
 * whichever is ready first, and what is asked for next hangs on what has been told only: so the
 * search is the same on one trainer and on many, killed or not.
 *
 * <p>Its state is one record, kept in the store with every evaluation that is told.
 */
public final class NasSearchWorkflowImpl implements NasSearchWorkflow {
  /** The history of so many advances, with a thousand evaluations in the state, is about 10 MB. */
  private static final int ADVANCES_PER_RUN = 25;

  private final RunningActivities<CandidateOutcome> evaluations = new RunningActivities<>();

  /** One write at a time, and each of the newest state: an older one must not come last. */
  private final WorkflowLock saving = Workflow.newWorkflowLock();

  private SearchWorkflowState state;
  private TaskState searchState = TaskState.RUNNING;
  private boolean ending;
  private int advances;
  private long activeSinceMillis;

  @WorkflowInit
  public NasSearchWorkflowImpl(SearchWorkflowState input) {
    this.state = input;
  }

  @Override
  public SearchResult run(SearchWorkflowState input) {
    Workflow.getVersion(
        WorkflowVersions.SEARCH_ORDER,
        Workflow.DEFAULT_VERSION,
        WorkflowVersions.SEARCH_ORDER_NEWEST);
    activeSinceMillis = Workflow.currentTimeMillis();
    RunEnding end = RunEnding.succeeded();
    try {
      checkRequest();
      search();
    } catch (TemporalFailure failure) {
      end = RunEnding.of(failure, CancellationScope.current().isCancelRequested(), "an evaluation");
    }
    evaluations.takeBack();
    SearchResult result = record(end);
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
          "invalid search: " + String.join("; ", problems), FailureTypes.INVALID_REQUEST);
    }
  }

  private void search() {
    if (state.told() == 0 && state.proposals().isEmpty()) {
      advance(false);
    }
    while (state.phase() != SearchPhase.DONE) {
      standStillIfAsked();
      if (asked().stop()) {
        evaluations.takeBack();
        advance(true);
        return;
      }
      if (!historyIsLong()) {
        startWaiting();
      } else if (evaluations.idle() && !headHasArrived()) {
        goOnWithNewHistory();
      }
      await();
      if (headHasArrived()) {
        advance(false);
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
    for (Proposal proposal : state.proposals()) {
      evaluations.start(
          proposal.number(),
          () -> SearchCalls.evaluate(state.request(), proposal).evaluate(state.input(proposal)));
    }
  }

  private boolean headHasArrived() {
    return !state.proposals().isEmpty()
        && evaluations.hasArrived(state.proposals().get(0).number());
  }

  private void await() {
    // Waiting for a condition alone does not end by a cancellation.
    CancellationScope run = CancellationScope.current();
    Workflow.await(
        () ->
            headHasArrived()
                || evaluations.hasVerdict()
                || asked().pause()
                || asked().stop()
                || run.isCancelRequested());
    CancellationScope.throwCanceled();
    evaluations.throwVerdict();
  }

  /** The trainers are not at it now; it waits until it is asked to go on. */
  private void standStillIfAsked() {
    if (!asked().pause()) {
      return;
    }
    evaluations.takeBack();
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

  /** Tells what has arrived without a gap, or all of it when nothing more is to be told after. */
  private void advance(boolean last) {
    account();
    advances++;
    saving.lock();
    try {
      List<AdvanceInput.ArrivedOutcome> arrived =
          arrived(evaluations.take(last ? numbers() : numbersWithoutGap()));
      AdvanceInput input = new AdvanceInput(AdvanceInput.SCHEMA, state, arrived, last);
      SearchWorkflowState[] reached = new SearchWorkflowState[1];
      String summary = "after evaluation %d".formatted(state.told() + arrived.size());
      // Nothing is gained by cancelling one transaction.
      Workflow.newDetachedCancellationScope(
              () -> reached[0] = SearchCalls.record(summary).advance(input))
          .run();
      // An update may have come meanwhile.
      state = reached[0].with(state.interventions());
    } finally {
      saving.unlock();
    }
  }

  private static List<AdvanceInput.ArrivedOutcome> arrived(
      SortedMap<Integer, CandidateOutcome> outcomes) {
    return outcomes.entrySet().stream()
        .map(it -> new AdvanceInput.ArrivedOutcome(it.getKey(), it.getValue()))
        .toList();
  }

  private List<Integer> numbers() {
    return state.proposals().stream().map(Proposal::number).toList();
  }

  private List<Integer> numbersWithoutGap() {
    return numbers().stream().takeWhile(evaluations::hasArrived).toList();
  }

  private void save(UnaryOperator<SearchWorkflowState> change) {
    saving.lock();
    try {
      state = change.apply(state);
      SearchWorkflowState newest = state;
      Workflow.newDetachedCancellationScope(
              () -> SearchCalls.record("keep the state").saveState(newest))
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
  private SearchResult record(RunEnding end) {
    ending = true;
    account();
    FinishSearchInput input =
        new FinishSearchInput(
            FinishSearchInput.SCHEMA, state, end.state(), end.failureType(), end.error());
    SearchResult[] result = new SearchResult[1];
    Workflow.newDetachedCancellationScope(
            () -> result[0] = SearchCalls.record("record " + end.state()).finish(input))
        .run();
    searchState = end.state();
    return result[0];
  }

  // ---- interventions

  private SearchStatus intervene(UnaryOperator<RunInterventions> asking) {
    state = state.with(asking.apply(asked()));
    Workflow.newDetachedCancellationScope(() -> save(it -> it)).run();
    return status();
  }

  private void check(boolean pausing) {
    String id = state.request().searchId();
    String refusal =
        ending
            ? "search %s has ended".formatted(id)
            : pausing && asked().stop()
                ? "search %s is ending with what it has and cannot be paused any more".formatted(id)
                : "";
    if (!refusal.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(refusal, FailureTypes.INVALID_STATE);
    }
  }

  @Override
  public SearchStatus status() {
    boolean still = !ending && asked().pausedAtMillis() != null;
    return SearchStatus.of(state, still ? TaskState.PAUSED : searchState);
  }

  @Override
  public SearchStatus pause() {
    return intervene(RunInterventions::paused);
  }

  @Override
  public SearchStatus resume() {
    return intervene(RunInterventions::resumed);
  }

  @Override
  public SearchStatus stop() {
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
