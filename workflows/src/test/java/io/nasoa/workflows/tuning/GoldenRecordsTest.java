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
 * The JSON of every record as each version writes it. A change here breaks recorded histories and
 * stored states: add fields, never change or remove one. A later version's folder holds the records
 * that have got fields since, filled; without them, they are still written as before. {@link #main}
 * writes missing files.
 */
class GoldenRecordsTest {
  private final JsonMapper mapper = PayloadJson.newMapper();

  /**
   * A sample of a record.
   *
   * @param version the first one that writes it so
   */
  record Golden(String version, Record sample) {
    String file() {
      return "records/%s/%s.json".formatted(version, sample.getClass().getSimpleName());
    }
  }

  static Stream<Golden> records() {
    return Stream.of(
            first().map(sample -> new Golden("0.1", sample)),
            second().map(sample -> new Golden("0.2", sample)),
            third().map(sample -> new Golden("0.3", sample)),
            fourth().map(sample -> new Golden("0.4", sample)))
        .flatMap(samples -> samples);
  }

  private static Stream<Record> fourth() {
    return Stream.of(
        Samples.withSteps(),
        Samples.withDagRuns(),
        new FineTuningResult(
            1, 1, null, TaskResult.of(Samples.withDagRuns(), TaskState.SUCCEEDED, null, null)));
  }

  private static Stream<Record> third() {
    return Stream.of(
        Samples.plannedFromExperience(),
        Samples.materialWithKnowledge(),
        Samples.resizedTraining(),
        new FineTuningResult(
            1,
            1,
            null,
            TaskResult.of(
                Samples.accepted().with(Samples.plannedFromExperience()),
                TaskState.RUNNING,
                null,
                null)),
        new ProfileInput(1, Samples.request(), 1, Samples.materialWithKnowledge()));
  }

  private static Stream<Record> second() {
    FineTuneInput input =
        new FineTuneInput(
            1,
            Samples.withBudget(),
            1,
            Samples.profile(),
            Samples.plan(),
            Samples.accepted().spent(),
            EndedBy.STOP,
            40);
    return Stream.of(
        Samples.evaluated().with(Samples.interventions()), input, new Intervention.Extend(1, 30));
  }

  private static Stream<Record> first() {
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
        new PlanPreview(1, Samples.profile(), Samples.plan()),
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
  void written_isGolden(Golden golden) throws IOException {
    assertThat(written(golden.sample())).isEqualTo(read(golden));
  }

  @ParameterizedTest
  @MethodSource("records")
  void golden_isReadBack(Golden golden) throws IOException {
    Record sample = golden.sample();
    assertThat(mapper.treeToValue(read(golden), sample.getClass())).isEqualTo(sample);
  }

  @ParameterizedTest
  @MethodSource("records")
  void unknownFields_areTolerated(Golden golden) throws IOException {
    ObjectNode newer = read(golden).deepCopy();
    newer.put("addedLater", 1).put("schema", 2);
    Record read = mapper.treeToValue(newer, golden.sample().getClass());
    assertThat(written(read)).isEqualTo(read(golden).put("schema", 2));
  }

  private JsonNode written(Record value) throws IOException {
    return mapper.readTree(mapper.writeValueAsString(value));
  }

  private ObjectNode read(Golden golden) throws IOException {
    String name = golden.file();
    try (InputStream file = getClass().getClassLoader().getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return (ObjectNode) mapper.readTree(file);
    }
  }

  /** Writes the files that are missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    JsonMapper mapper = PayloadJson.newMapper();
    for (Golden golden : records().toList()) {
      Path file = Path.of(arguments[0], golden.file());
      Files.createDirectories(file.getParent());
      if (!Files.exists(file)) {
        Files.writeString(
            file,
            mapper.writerWithDefaultPrettyPrinter().writeValueAsString(golden.sample()) + "\n");
      }
    }
  }
}
