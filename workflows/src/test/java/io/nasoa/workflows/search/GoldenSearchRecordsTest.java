package io.nasoa.workflows.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.run.GoldenRecordTests;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.search.AdvanceInput.ArrivedOutcome;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JSON of every record of a search as each version writes it. A change here breaks recorded
 * histories and stored states: add fields, never change or remove one. {@link #main} writes missing
 * files.
 */
class GoldenSearchRecordsTest extends GoldenRecordTests {
  GoldenSearchRecordsTest() {
    super("records/0.2/search/");
  }

  static Stream<Record> records() {
    SearchWorkflowState state = SearchSamples.state();
    return Stream.of(
        SearchSamples.request(),
        state,
        state.input(SearchSamples.proposal(1)),
        SearchSamples.outcome(),
        EvaluatedCandidate.of(
            SearchSamples.proposal(1),
            SearchPhase.BLOCK,
            CandidateOutcome.failed("diverged", 12.5)),
        new AdvanceInput(1, state, List.of(new ArrivedOutcome(1, SearchSamples.outcome())), false),
        SearchStatus.of(state, TaskState.PAUSED),
        SearchSamples.finish(),
        SearchSamples.finish().toResult());
  }

  @Test
  void missingLists_areEmpty() throws IOException {
    SearchWorkflowState back =
        mapper.readValue("{\"schema\": 1, \"phase\": \"LATER\"}", SearchWorkflowState.class);
    assertThat(back.proposals()).isEmpty();
    assertThat(back.phase()).isEqualTo(SearchPhase.UNKNOWN);
    assertThat(back.interventionsOrNone()).isEqualTo(RunInterventions.NONE);
  }

  @Test
  void emptyRequest_isReadAndRefusedByEveryField() throws IOException {
    SearchRequest empty = mapper.readValue("{}", SearchRequest.class);
    assertThat(empty.problems())
        .anySatisfy(it -> assertThat(it).startsWith("id must be"))
        .anySatisfy(it -> assertThat(it).startsWith("data must name"))
        .anySatisfy(it -> assertThat(it).startsWith("evaluations must be 1 to 1000"))
        .anySatisfy(it -> assertThat(it).startsWith("the proxy recipe"))
        .anySatisfy(it -> assertThat(it).startsWith("device must be"));
  }

  /** Writes the files that are missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    new GoldenSearchRecordsTest().write(arguments[0], records());
  }
}
