package io.nasoa.workflows.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.search.AdvanceInput.ArrivedOutcome;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every record of a search as each version writes it. A change here breaks recorded
 * histories and stored states: add fields, never change or remove one. {@link #main} writes missing
 * files.
 */
class GoldenSearchRecordsTest {
  private static final String FOLDER = "records/0.2/search/";

  private final JsonMapper mapper = PayloadJson.newMapper();

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

  @ParameterizedTest
  @MethodSource("records")
  void written_isGolden(Record sample) throws IOException {
    assertThat(written(sample)).isEqualTo(read(sample));
  }

  @ParameterizedTest
  @MethodSource("records")
  void golden_isReadBack(Record sample) throws IOException {
    assertThat(mapper.treeToValue(read(sample), sample.getClass())).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("records")
  void unknownFields_areTolerated(Record sample) throws IOException {
    ObjectNode newer = read(sample).deepCopy();
    newer.put("addedLater", 1).put("schema", 2);
    Record back = mapper.treeToValue(newer, sample.getClass());
    assertThat(written(back)).isEqualTo(read(sample).put("schema", 2));
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

  private JsonNode written(Record value) throws IOException {
    return mapper.readTree(mapper.writeValueAsString(value));
  }

  private ObjectNode read(Record sample) throws IOException {
    String name = FOLDER + sample.getClass().getSimpleName() + ".json";
    try (InputStream file = getClass().getClassLoader().getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return (ObjectNode) mapper.readTree(file);
    }
  }

  /** Writes the files that are missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    JsonMapper mapper = PayloadJson.newMapper();
    Path folder = Files.createDirectories(Path.of(arguments[0], FOLDER));
    for (Record sample : records().toList()) {
      Path file = folder.resolve(sample.getClass().getSimpleName() + ".json");
      if (!Files.exists(file)) {
        Files.writeString(
            file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(sample) + "\n");
      }
    }
  }
}
