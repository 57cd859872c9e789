package io.nasoa.workflows.search;

import io.nasoa.workflows.search.AdvanceInput.ArrivedOutcome;
import io.temporal.activity.Activity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A store and a trainer in memory: the search asks for a given number of evaluations, two at a
 * time, and thinks nothing of their outcomes.
 */
final class FakeSearchWorkers implements SearchActivities, SearchRecordActivities {
  final List<String> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean held;

  /** Evaluations go on until they are cancelled or released. */
  void hold(boolean holding) {
    held = holding;
  }

  void await(String call, int times) throws InterruptedException {
    while (Collections.frequency(calls, call) < times) {
      Thread.sleep(10);
    }
  }

  @Override
  public CandidateOutcome evaluate(CandidateInput input) {
    calls.add("evaluate");
    while (held) {
      try {
        Activity.getExecutionContext().heartbeat(null);
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Activity.wrap(e);
      }
    }
    return SearchSamples.outcome();
  }

  @Override
  public SearchWorkflowState advance(AdvanceInput input) {
    calls.add("advance");
    SearchWorkflowState state = input.state();
    List<Proposal> open = new ArrayList<>(state.proposals());
    for (ArrivedOutcome arrived : input.arrived()) {
      open.removeIf(it -> it.number() == arrived.number());
    }
    int asked = state.asked();
    while (!input.last() && open.size() < 2 && asked < state.request().evaluations()) {
      open.add(SearchSamples.proposal(asked++));
    }
    if (input.last()) {
      open.clear();
    }
    return new SearchWorkflowState(
        1,
        state.request(),
        state.run(),
        state.submittedAtMillis(),
        open.isEmpty() ? SearchPhase.DONE : state.phase(),
        null,
        open,
        asked,
        state.told() + input.arrived().size(),
        0,
        List.of(),
        List.of(),
        state.activeMillis(),
        state.interventions());
  }

  @Override
  public void saveState(SearchWorkflowState state) {
    calls.add("saveState");
  }

  @Override
  public SearchResult finish(FinishSearchInput input) {
    calls.add("finish " + input.state());
    return input.toResult();
  }
}
