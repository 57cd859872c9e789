package io.nasoa.workflows.hpo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every record of a search for hyper-parameters as each version writes it. A change
 * here breaks recorded histories and stored states: add fields, never change or remove one. {@link
 * #main} writes missing files.
 */
class GoldenHpoRecordsTest {
  private static final String FOLDER = "records/0.2/hpo/";

  private final JsonMapper mapper = PayloadJson.newMapper();

  static Stream<Record> records() {
    HpoState state = HpoSamples.state();
    return Stream.of(
        HpoSamples.request(),
        state,
        new AdvanceHpoInput(1, state, List.of(HpoSamples.arrived(2), HpoSamples.reported(1))),
        HpoSamples.evaluate(2),
        HpoSamples.evaluation(2),
        HpoSamples.trial(2),
        HpoSamples.outcome(),
        HpoSamples.arrived(2),
        HpoSamples.entry(),
        HpoSamples.incumbent(),
        new HpoRow(1, new TreeMap<>(Map.of("evaluation", "0", "budget", "4.0"))),
        HpoStatus.of(state, TaskState.PAUSED),
        HpoSamples.finish(),
        HpoSamples.finish().toResult());
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
    newer.put("addedLater", 1);
    Record back = mapper.treeToValue(newer, sample.getClass());
    assertThat(written(back)).isEqualTo(read(sample));
  }

  @Test
  void missingLists_areEmpty() throws IOException {
    HpoState back = mapper.readValue("{\"schema\": 1}", HpoState.class);
    assertThat(back.proposals()).isEmpty();
    assertThat(back.interventionsOrNone()).isEqualTo(RunInterventions.NONE);
  }

  @Test
  void emptyRequest_isReadAndRefusedByEveryField() throws IOException {
    HpoRequest empty = mapper.readValue("{}", HpoRequest.class);
    assertThat(empty.problems())
        .anySatisfy(it -> assertThat(it).startsWith("id must be"))
        .anySatisfy(it -> assertThat(it).startsWith("data must name"))
        .anySatisfy(it -> assertThat(it).startsWith("method must be one of [bohb, bohb-continue"))
        .anySatisfy(it -> assertThat(it).startsWith("limit must be above 0"))
        .anySatisfy(it -> assertThat(it).startsWith("cap must be 1 to 10000"))
        .anySatisfy(it -> assertThat(it).startsWith("eta must be at least 2"))
        .anySatisfy(it -> assertThat(it).startsWith("rungs must be 1 to 8"))
        .anySatisfy(it -> assertThat(it).startsWith("models must be named"))
        .anySatisfy(it -> assertThat(it).startsWith("parallel evaluations must be 1 to 64"))
        .anySatisfy(it -> assertThat(it).startsWith("device must be"));
  }

  @Test
  void taskThatCannotBe_isRefusedByName() throws IOException {
    ObjectNode tree = mapper.valueToTree(HpoSamples.request());
    HpoRequest wrong = mapper.treeToValue(tree.put("task", "a.zip#images=-1"), HpoRequest.class);
    assertThat(wrong.problems()).containsExactly("sub-task: images must be at least 0, was '-1'");
  }

  @Test
  void workHash_hangsOnHowManyAreUnderWayAndNotOnWhen() throws IOException {
    HpoRequest request = HpoSamples.request();
    ObjectNode tree = mapper.valueToTree(request);
    HpoRequest sooner = mapper.treeToValue(tree.put("priority", 1), HpoRequest.class);
    HpoRequest wider = mapper.treeToValue(tree.put("parallel", 9), HpoRequest.class);
    assertThat(sooner.workHash()).isEqualTo(request.workHash());
    assertThat(wider.workHash()).isNotEqualTo(request.workHash());
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
