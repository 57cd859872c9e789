package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The JSON of every record as version 0.1 writes it. A change here breaks recorded histories and
 * stored states: add fields, never change or remove one. {@link #main} writes missing files.
 */
class GoldenRecordsTest {
  private static final String FOLDER = "records/0.1/";
  private final JsonMapper mapper = PayloadJson.newMapper();

  static Stream<Record> records() {
    FineTuningRequest request = Samples.request();
    Ledger spent = Samples.accepted().spent();
    return Stream.of(
        request,
        Samples.profile(),
        Samples.material(),
        Samples.plan(),
        Samples.training(),
        Samples.progress(),
        Samples.evaluation(),
        Samples.evaluated(),
        Samples.finish(),
        Samples.finish().toResult(),
        FineTuningStatus.of(Samples.evaluated(), TaskState.RUNNING)
            .with(TaskState.RUNNING, Samples.progress()),
        new ClaimInput(1, request, 1),
        new ClaimResult(1, Samples.evaluated(), Samples.finish().toResult()),
        new ProfileInput(1, request, 1),
        new PlanningMaterialInput(1, request, Samples.profile()),
        new PlanInput(1, request, 1, Samples.profile(), Samples.material(), spent),
        new FineTuneInput(1, request, 1, Samples.profile(), Samples.plan(), spent, null, null),
        new EvaluateInput(1, request, 1, Samples.profile(), Samples.plan(), Samples.training()));
  }

  @ParameterizedTest
  @MethodSource("records")
  void written_isGolden(Record sample) throws IOException {
    assertThat(written(sample)).isEqualTo(golden(sample));
  }

  @ParameterizedTest
  @MethodSource("records")
  void golden_isReadBack(Record sample) throws IOException {
    assertThat(mapper.treeToValue(golden(sample), sample.getClass())).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("records")
  void unknownFields_areTolerated(Record sample) throws IOException {
    ObjectNode newer = golden(sample).deepCopy();
    newer.put("addedLater", 1).put("schema", 2);
    Record read = mapper.treeToValue(newer, sample.getClass());
    assertThat(written(read)).isEqualTo(golden(sample).deepCopy().put("schema", 2));
  }

  private JsonNode written(Record value) throws IOException {
    return mapper.readTree(mapper.writeValueAsString(value));
  }

  private ObjectNode golden(Record sample) throws IOException {
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
