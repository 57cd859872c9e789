package io.nasoa.workflows.search;

import io.nasoa.workflows.run.RunEnding;
import io.nasoa.workflows.run.RunFrame;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunningActivities;
import io.nasoa.workflows.tuning.WorkflowVersions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import java.util.SortedMap;

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

  private final RunFrame<SearchWorkflowState> frame;
  private int advances;

  @WorkflowInit
  public NasSearchWorkflowImpl(SearchWorkflowState input) {
    frame =
        new RunFrame<>(
            input,
            "search",
            "an evaluation",
            newest -> SearchCalls.record("keep the state").saveState(newest),
            evaluations::takeBack);
  }

  @Override
  public SearchResult run(SearchWorkflowState input) {
    Workflow.getVersion(
        WorkflowVersions.SEARCH_ORDER,
        Workflow.DEFAULT_VERSION,
        WorkflowVersions.SEARCH_ORDER_NEWEST);
    return frame.run(this::search, this::finish);
  }

  private void search() {
    if (frame.state().told() == 0 && frame.state().proposals().isEmpty()) {
      advance(false);
    }
    while (frame.state().phase() != SearchPhase.DONE) {
      frame.standStillIfAsked();
      if (frame.asked().stop()) {
        evaluations.takeBack();
        advance(true);
        return;
      }
      if (!historyIsLong()) {
        startWaiting();
      } else if (evaluations.idle() && !headHasArrived()) {
        frame.goOnWithNewHistory();
      }
      frame.await(() -> headHasArrived() || frame.asked().stop(), evaluations);
      if (headHasArrived()) {
        advance(false);
      }
    }
  }

  private boolean historyIsLong() {
    return advances >= ADVANCES_PER_RUN || Workflow.getInfo().isContinueAsNewSuggested();
  }

  private void startWaiting() {
    SearchWorkflowState state = frame.state();
    for (Proposal proposal : state.proposals()) {
      evaluations.start(
          proposal.number(),
          () -> SearchCalls.evaluate(state.request(), proposal).evaluate(state.input(proposal)));
    }
  }

  private boolean headHasArrived() {
    List<Proposal> proposals = frame.state().proposals();
    return !proposals.isEmpty() && evaluations.hasArrived(proposals.get(0).number());
  }

  /** Tells what has arrived without a gap, or all of it when nothing more is to be told after. */
  private void advance(boolean last) {
    advances++;
    frame.advance(
        state -> {
          List<AdvanceInput.ArrivedOutcome> arrived =
              arrived(evaluations.take(last ? numbers() : numbersWithoutGap()));
          return SearchCalls.record("after evaluation %d".formatted(state.told() + arrived.size()))
              .advance(new AdvanceInput(AdvanceInput.SCHEMA, state, arrived, last));
        });
  }

  private static List<AdvanceInput.ArrivedOutcome> arrived(
      SortedMap<Integer, CandidateOutcome> outcomes) {
    return outcomes.entrySet().stream()
        .map(it -> new AdvanceInput.ArrivedOutcome(it.getKey(), it.getValue()))
        .toList();
  }

  private List<Integer> numbers() {
    return frame.state().proposals().stream().map(Proposal::number).toList();
  }

  private List<Integer> numbersWithoutGap() {
    return numbers().stream().takeWhile(evaluations::hasArrived).toList();
  }

  private SearchResult finish(RunEnding end) {
    return SearchCalls.record("record " + end.state())
        .finish(
            new FinishSearchInput(
                FinishSearchInput.SCHEMA,
                frame.state(),
                end.state(),
                end.failureType(),
                end.error()));
  }

  // ---- interventions

  @Override
  public SearchStatus status() {
    return SearchStatus.of(frame.state(), frame.standing());
  }

  @Override
  public SearchStatus pause() {
    frame.intervene(RunInterventions::paused);
    return status();
  }

  @Override
  public SearchStatus resume() {
    frame.intervene(RunInterventions::resumed);
    return status();
  }

  @Override
  public SearchStatus stop() {
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
