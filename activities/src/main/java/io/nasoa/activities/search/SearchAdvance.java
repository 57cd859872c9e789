package io.nasoa.activities.search;

import io.nasoa.workflows.search.AdvanceInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.FrontPoint;
import io.nasoa.workflows.search.LevelHypervolumes;
import io.nasoa.workflows.search.LevelSearch;
import io.nasoa.workflows.search.Proposal;
import io.nasoa.workflows.search.SearchPhase;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.Block;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.Macro;
import io.nasoa.zoo.search.BlockLevel;
import io.nasoa.zoo.search.Candidate;
import io.nasoa.zoo.search.Limits;
import io.nasoa.zoo.search.Measurement;
import io.nasoa.zoo.search.Nsga2;
import io.nasoa.zoo.search.ParetoFront;
import io.nasoa.zoo.search.SearchLevel;
import io.nasoa.zoo.search.SearchMethod;
import io.nasoa.zoo.search.SearchSpace;
import io.nasoa.zoo.search.SearchState;
import io.nasoa.zoo.search.Trial;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One step of a search: tells it outcomes and asks it for more. What is asked for hangs on the
 * state and on what is told only, in the order of the evaluations' numbers: as soon as half of the
 * evaluations under way have been told, as many again are asked for. So trainers seldom wait for
 * each other, and the search is the same whichever is first.
 *
 * <p>For one step, by one thread.
 */
final class SearchAdvance {
  /** So long a reason stands in the search's state; the log has all of it. */
  private static final int LONGEST_REASON = 60;

  /**
   * So many blocks at least go on to the second level, those of the first fronts: one block that is
   * the fastest and the best of all would leave that level nothing to choose from.
   */
  private static final int LEAST_BLOCKS = 6;

  /** Keeps the random numbers of the two levels apart. */
  private static final long MACRO_SEED = 0x9E3779B97F4A7C15L;

  private final SearchRequest request;
  private final AdvanceInput input;
  private final List<Proposal> proposals;
  private final List<EvaluatedCandidate> evaluated = new ArrayList<>();
  private final List<LevelHypervolumes> hypervolumes;
  private List<FrontPoint> found;
  private List<String> best = List.of();
  private SearchPhase phase;
  private @Nullable SearchLevel level;
  private @Nullable SearchMethod<Architecture> method;
  private int asked;
  private int told;
  private int failed;

  private SearchAdvance(AdvanceInput input) {
    SearchWorkflowState state = input.state();
    this.input = input;
    request = state.request();
    proposals = new ArrayList<>(state.proposals());
    hypervolumes = new ArrayList<>(state.hypervolumes());
    found = state.found();
    phase = state.phase();
    asked = state.asked();
    told = state.told();
    failed = state.failed();
    LevelSearch search = state.search();
    if (search != null) {
      searching(search.level(), search.toState(request.settings()));
    }
  }

  /**
   * What a step gave.
   *
   * @param state the search after it
   * @param evaluated what was told in it
   */
  record Step(SearchWorkflowState state, List<EvaluatedCandidate> evaluated) {}

  /**
   * Takes a step.
   *
   * @throws ApplicationFailure of {@link FailureTypes#NOTHING_EVALUATED} when the first level found
   *     no block to go on with
   */
  static Step of(AdvanceInput input) {
    return new SearchAdvance(input).step();
  }

  private Step step() {
    for (AdvanceInput.ArrivedOutcome arrived : input.arrived()) {
      tell(arrived);
      askOn();
    }
    if (input.last()) {
      proposals.clear();
    }
    askOn();
    while (proposals.isEmpty() && phase != SearchPhase.DONE) {
      if (method != null || input.last()) {
        endLevel();
      } else {
        beginLevel();
      }
      askOn();
    }
    return new Step(state(), List.copyOf(evaluated));
  }

  private void tell(AdvanceInput.ArrivedOutcome arrived) {
    Proposal proposal =
        proposals.stream()
            .filter(waiting -> waiting.number() == arrived.number())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "evaluation %d of search %s is told, but not waited for"
                            .formatted(arrived.number(), request.searchId())));
    proposals.remove(proposal);
    CandidateOutcome outcome = arrived.outcome().checked();
    evaluated.add(EvaluatedCandidate.of(proposal, phase, outcome));
    Candidate candidate =
        new Candidate(proposal.trial(), proposal.repeat(), proposal.architecture());
    Measurement measurement = outcome.measurement();
    told++;
    if (measurement == null) {
      failed++;
      String reason = String.valueOf(outcome.failure());
      searched()
          .tellFailure(candidate, reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
    } else {
      searched().tell(candidate, measurement);
    }
  }

  private SearchMethod<Architecture> searched() {
    if (method == null) {
      throw new IllegalArgumentException(
          "search %s is told of an evaluation before it asked for one"
              .formatted(request.searchId()));
    }
    return method;
  }

  private void askOn() {
    if (method == null || input.last()) {
      return;
    }
    int batch = Math.max(1, request.parallel() / 2);
    int limit = phase == SearchPhase.BLOCK ? request.blockEvaluations() : request.evaluations();
    while (proposals.size() + batch <= request.parallel() && asked < limit) {
      int wanted = Math.min(batch, limit - asked);
      List<Candidate> fresh = method.ask(wanted);
      for (Candidate candidate : fresh) {
        proposals.add(
            new Proposal(
                asked++,
                candidate.trial(),
                candidate.evaluation(),
                candidate.genotype(),
                request.seed() + candidate.evaluation()));
      }
      if (fresh.size() < wanted) {
        return; // the level has no more networks
      }
    }
  }

  private void beginLevel() {
    if (phase == SearchPhase.BLOCK) {
      BlockLevel block = request.block();
      searching(block, SearchState.start(request.settings(), request.seed(), inSmall(block)));
      return;
    }
    if (request.macroEvaluations() == 0 || asked >= request.evaluations()) {
      phase = SearchPhase.DONE;
      return;
    }
    List<String> blocks = blocks();
    if (blocks.isEmpty()) {
      throw nothing("no block could be evaluated");
    }
    searching(
        request.macro().with(blocks),
        SearchState.start(request.settings(), request.seed() ^ MACRO_SEED, request.seeds()));
  }

  private void searching(SearchLevel varied, SearchState from) {
    level = varied;
    method = new Nsga2<>(new SearchSpace(varied, request.limits()), from);
  }

  /** The seeds' blocks in the small network; a block that it is too narrow for is left out. */
  private List<String> inSmall(BlockLevel block) {
    Macro macro = Macro.parse(block.macro());
    return request.seeds().stream()
        .map(seed -> Architecture.parse(seed).block())
        .flatMap(it -> network(it, block.width(), macro).stream())
        .distinct()
        .toList();
  }

  private static Optional<String> network(Block block, int width, Macro macro) {
    try {
      return Optional.of(new Architecture(block, width, macro).toString());
    } catch (InvalidArchitectureException e) {
      return Optional.empty();
    }
  }

  private List<String> blocks() {
    List<String> networks = request.blockEvaluations() > 0 ? best : request.seeds();
    return networks.stream()
        .map(it -> Architecture.parse(it).block().toString())
        .distinct()
        .toList();
  }

  /** Those of the first fronts, as many fronts as are needed. */
  private static List<String> best(List<Trial> trials, Limits limits) {
    List<Trial> left = new ArrayList<>(trials);
    List<String> networks = new ArrayList<>();
    while (networks.size() < LEAST_BLOCKS) {
      List<Trial> front = ParetoFront.of(left, limits);
      if (front.isEmpty()) {
        return networks;
      }
      front.forEach(trial -> networks.add(trial.genotype()));
      left.removeAll(front);
    }
    return networks;
  }

  private void endLevel() {
    SearchWorkflowState ended = state();
    found = SearchStatus.front(ended);
    if (method != null) {
      best = best(method.trials(), request.settings().limits());
      hypervolumes.add(
          LevelHypervolumes.of(phase, method.trials(), request.settings().population()));
    }
    if (phase == SearchPhase.MACRO && found.isEmpty() && !input.last()) {
      throw nothing("none of %d candidates could be evaluated".formatted(told));
    }
    method = null;
    level = null;
    boolean over = phase == SearchPhase.MACRO || input.last();
    phase = over ? SearchPhase.DONE : SearchPhase.MACRO;
  }

  private ApplicationFailure nothing(String what) {
    String why =
        evaluated.isEmpty()
            ? ""
            : ": the last one " + evaluated.get(evaluated.size() - 1).outcome().failure();
    return ApplicationFailure.newNonRetryableFailure(
        "search %s has nothing to go on from, %s%s".formatted(request.searchId(), what, why),
        FailureTypes.NOTHING_EVALUATED);
  }

  private SearchWorkflowState state() {
    SearchWorkflowState before = input.state();
    SearchMethod<Architecture> searching = method;
    SearchLevel varied = level;
    return new SearchWorkflowState(
        before.schema(),
        request,
        before.run(),
        before.submittedAtMillis(),
        phase,
        searching == null || varied == null ? null : LevelSearch.of(varied, searching.state()),
        proposals,
        asked,
        told,
        failed,
        found,
        hypervolumes,
        before.activeMillis(),
        before.interventions());
  }
}
