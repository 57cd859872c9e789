package io.nasoa.activities.search;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.search.AdvanceInput;
import io.nasoa.workflows.search.AdvanceInput.ArrivedOutcome;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.FrontPoint;
import io.nasoa.workflows.search.LevelHypervolumes;
import io.nasoa.workflows.search.Proposal;
import io.nasoa.workflows.search.SearchPhase;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.search.Objectives;
import io.nasoa.zoo.search.ParetoFront;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchAdvanceTest {
  private final JsonMapper mapper = PayloadJson.newMapper();

  @ParameterizedTest
  @CsvSource({"20, 24, 4", "7, 9, 1", "5, 6, 3", "0, 10, 2", "12, 0, 4"})
  void search_ofTwoLevels_evaluatesAsManyAsGiven(int block, int macro, int parallel) {
    Finished search = search(SearchRequests.of(block, macro, parallel), this::worth);

    assertThat(search.log).hasSize(block + macro);
    assertThat(search.log)
        .extracting(EvaluatedCandidate::number)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(search.log)
        .filteredOn(done -> done.level() == SearchPhase.BLOCK)
        .hasSize(block)
        .allSatisfy(
            done -> {
              Architecture network = Architecture.parse(done.architecture());
              assertThat(network.width()).isEqualTo(16);
              assertThat(network.macro()).hasToString("1-1-2-2");
            });
    assertThat(search.mostUnderWay).isEqualTo(Math.min(parallel, Math.max(block, macro)));
    assertThat(search.state.phase()).isEqualTo(SearchPhase.DONE);
    assertThat(search.state.failed())
        .isEqualTo((int) search.log.stream().filter(it -> it.outcome().failure() != null).count());
  }

  @Test
  void search_seeds_areEvaluatedFirst() {
    SearchRequest request = SearchRequests.of(6, 6, 2);

    List<String> tried =
        search(request, this::worth).log.stream().map(EvaluatedCandidate::architecture).toList();

    assertThat(tried.subList(0, 2)).containsExactly("031-_16_1-1-2-2", "011-_16_1-1-2-2");
    assertThat(tried.subList(6, 8)).isEqualTo(request.seeds());
  }

  @Test
  void search_secondLevel_takesTheBestBlocksOfTheFirst() {
    Finished search = search(SearchRequests.of(24, 24, 4), this::worth);

    List<EvaluatedCandidate> first =
        search.log.stream().filter(it -> it.level() == SearchPhase.BLOCK).toList();
    List<EvaluatedCandidate> left =
        new ArrayList<>(first.stream().filter(it -> it.outcome().failure() == null).toList());
    List<String> blocks = new ArrayList<>();
    while (blocks.size() < 6) {
      List<EvaluatedCandidate> front = ParetoFront.of(left, SearchAdvanceTest::objectives);
      front.forEach(it -> blocks.add(block(it.architecture())));
      left.removeAll(front);
    }
    assertThat(blocks).hasSizeLessThan(12);
    blocks.addAll(List.of("031-", "011-")); // the seeds', which others are bred from
    assertThat(search.log.subList(24, 48))
        .allSatisfy(it -> assertThat(blocks).contains(block(it.architecture())));
  }

  @Test
  void search_oneBlockBeatsAll_secondLevelHasOthersToo() {
    Finished search =
        search(
            SearchRequests.of(24, 40, 4),
            proposal ->
                block(proposal.architecture()).equals("031-")
                    ? CandidateOutcome.measured(0.9, 0.1, 1, 1, 1, 1, 1)
                    : worth(proposal));

    assertThat(search.log.subList(26, 64))
        .extracting(it -> block(it.architecture()))
        .filteredOn(block -> !block.equals("031-") && !block.equals("011-"))
        .isNotEmpty();
  }

  @Test
  void search_front_isThatOfTheLog() {
    Finished search = search(SearchRequests.of(24, 24, 4), this::worth);

    List<EvaluatedCandidate> measured =
        search.log.stream().filter(it -> it.outcome().failure() == null).toList();
    assertThat(search.state.found())
        .extracting(FrontPoint::architecture)
        .containsExactlyElementsOf(
            ParetoFront.of(measured, SearchAdvanceTest::objectives).stream()
                .map(EvaluatedCandidate::architecture)
                .toList());
    List<LevelHypervolumes> volumes = search.state.hypervolumes();
    assertThat(volumes)
        .extracting(LevelHypervolumes::level)
        .containsExactly(SearchPhase.BLOCK, SearchPhase.MACRO);
    assertThat(volumes).allSatisfy(it -> assertThat(it.values()).hasSize(2).isSorted());
  }

  @Test
  void search_outcomesInAnyOrderAndBatches_isTheSame() {
    SearchRequest request = SearchRequests.of(30, 30, 4);
    assertThat(search(request, this::worth, 3).log).isEqualTo(search(request, this::worth).log);
  }

  @Test
  void search_allCandidatesFail_saysWhy() {
    assertThatThrownBy(
            () ->
                search(
                    SearchRequests.of(4, 4, 2),
                    proposal -> CandidateOutcome.failed("ran out of memory", 1)))
        .isInstanceOf(ApplicationFailure.class)
        .hasMessageContaining("no block could be evaluated")
        .hasMessageContaining("ran out of memory");
  }

  @Test
  void search_measuredNotANumber_isAFailureOfTheCandidate() {
    Finished search =
        search(
            SearchRequests.of(4, 0, 2),
            proposal ->
                proposal.number() == 1
                    ? CandidateOutcome.measured(Double.NaN, 1, 1, 1, 1, 1, 1)
                    : CandidateOutcome.measured(0.5, 1, 1, 1, 1, 1, 1));
    assertThat(search.state.failed()).isEqualTo(1);
    assertThat(search.log.get(1).outcome().failure()).contains("accuracy NaN");
  }

  @Test
  void advance_last_endsWithWhatItHas() {
    SearchWorkflowState begun =
        step(accepted(SearchRequests.of(20, 20, 4)), List.of(), false).state();
    Proposal second = begun.proposals().get(1);

    SearchAdvance.Step end =
        step(begun, List.of(new ArrivedOutcome(second.number(), worth(second))), true);

    assertThat(end.state().phase()).isEqualTo(SearchPhase.DONE);
    assertThat(end.state().proposals()).isEmpty();
    assertThat(end.state().found())
        .extracting(FrontPoint::architecture)
        .containsExactly(second.architecture());
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "macro"})
  void state_ofAThousandEvaluations_fitsIntoAPayload(String level) throws IOException {
    int block = level.equals("block") ? 1000 : 0;
    // All evaluations cost next to nothing here: the state is what counts.
    SearchRequest request = SearchRequests.of(block, 1000 - block, 64);
    int[] largest = new int[1];
    search(
        request, this::worth, 32, state -> largest[0] = Math.max(largest[0], json(state).length));
    assertThat(largest[0]).isLessThan(PayloadConverters.MAX_PAYLOAD_BYTES / 2);
  }

  // ---- a search without a server

  private record Finished(
      SearchWorkflowState state, List<EvaluatedCandidate> log, int mostUnderWay) {}

  private Finished search(SearchRequest request, Function<Proposal, CandidateOutcome> worth) {
    return search(request, worth, 1);
  }

  private Finished search(
      SearchRequest request, Function<Proposal, CandidateOutcome> worth, int batch) {
    return search(request, worth, batch, state -> {});
  }

  private interface Look {
    void at(SearchWorkflowState state);
  }

  /** Tells as many at a time as {@code batch} says; every state goes through its JSON. */
  private Finished search(
      SearchRequest request, Function<Proposal, CandidateOutcome> worth, int batch, Look look) {
    List<EvaluatedCandidate> log = new ArrayList<>();
    SearchWorkflowState state = step(accepted(request), List.of(), false).state();
    int most = 0;
    while (state.phase() != SearchPhase.DONE) {
      look.at(state);
      most = Math.max(most, state.proposals().size());
      List<ArrivedOutcome> arrived =
          state.proposals().stream()
              .limit(batch)
              .map(it -> new ArrivedOutcome(it.number(), worth.apply(it)))
              .toList();
      SearchAdvance.Step step = step(state, arrived, false);
      log.addAll(step.evaluated());
      state = step.state();
    }
    assertThat(SearchStatus.of(state, TaskState.SUCCEEDED).done()).isEqualTo(log.size());
    return new Finished(state, log, most);
  }

  private SearchAdvance.Step step(
      SearchWorkflowState state, List<ArrivedOutcome> arrived, boolean last) {
    return SearchAdvance.of(new AdvanceInput(1, read(json(state)), arrived, last));
  }

  private static SearchWorkflowState accepted(SearchRequest request) {
    assertThat(request.problems()).isEmpty();
    return SearchWorkflowState.accepted(request, 1, 0);
  }

  private CandidateOutcome worth(Proposal proposal) {
    return SyntheticEvaluator.outcome(accepted(SearchRequests.of(1, 0, 1)).input(proposal), 0);
  }

  private byte[] json(SearchWorkflowState state) {
    try {
      return mapper.writeValueAsString(state).getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SearchWorkflowState read(byte[] json) {
    try {
      return mapper.readValue(json, SearchWorkflowState.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Objectives objectives(EvaluatedCandidate done) {
    return new Objectives(
        requireNonNull(done.outcome().accuracy()), requireNonNull(done.outcome().stepTime()));
  }

  private static String block(String architecture) {
    return Architecture.parse(architecture).block().toString();
  }
}
