package io.nasoa.workflows.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
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
 * The JSON of every record of a build as each version writes it. A change here breaks recorded
 * histories and stored states: add fields, never change or remove one. {@link #main} writes missing
 * files.
 */
class GoldenRegistrationRecordsTest {
  private static final String FOLDER = "records/0.2/registration/";

  private final JsonMapper mapper = PayloadJson.newMapper();

  static Stream<Record> records() {
    RegistrationState state = RegistrationSamples.state();
    return Stream.of(
        RegistrationSamples.request(),
        state,
        state.training(1),
        RegistrationSamples.pretrained(),
        new MeasureInput(
            1,
            "b",
            List.of(new MeasureInput.Subject("one", "2-_8_2-2", 80)),
            Stem.STANDARD,
            64,
            "cpu",
            9),
        new MeasureOutcome(1, List.of(RegistrationSamples.measured()), "cpu", null),
        RegistrationSamples.register(),
        new RegisterOutcome(1, false, "the zoo has another model named 'one'"),
        RegistrationStatus.of(state, TaskState.PAUSED),
        RegistrationSamples.finish(),
        RegistrationSamples.finish().toResult());
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
    RegistrationState back = mapper.readValue("{\"schema\": 1}", RegistrationState.class);
    assertThat(back.models()).isEmpty();
    assertThat(back.interventionsOrNone()).isEqualTo(RunInterventions.NONE);
    assertThat(
            mapper
                .readValue("{\"name\": \"x\", \"role\": \"LATER\"}", RegistrationModel.class)
                .role())
        .isEqualTo(ModelRole.UNKNOWN);
  }

  @Test
  void emptyRequest_isReadAndRefusedByEveryField() throws IOException {
    RegistrationRequest empty = mapper.readValue("{}", RegistrationRequest.class);
    assertThat(empty.problems())
        .anySatisfy(it -> assertThat(it).startsWith("id must be"))
        .anySatisfy(it -> assertThat(it).startsWith("data must name"))
        .anySatisfy(it -> assertThat(it).startsWith("resolution must be 8 to 1024, was 0"))
        .anySatisfy(it -> assertThat(it).startsWith("there must be 1 to 64 models, was 0"))
        .anySatisfy(it -> assertThat(it).startsWith("the recipe must be given"))
        .anySatisfy(it -> assertThat(it).startsWith("device must be"));
  }

  @Test
  void modelsThatCannotBe_areRefusedByName() throws IOException {
    RegistrationRequest request =
        mapper.readValue(
            """
            {"models": [{"name": "a", "architecture": "zzz", "role": "ZOO"},
                        {"name": "a", "architecture": "2-_8_2-2", "role": "OTHER"},
                        {"name": "../x"}]}
            """,
            RegistrationRequest.class);
    assertThat(request.problems())
        .anySatisfy(it -> assertThat(it).startsWith("model a: "))
        .contains("models must have different names, was a")
        .contains("the role of model a must be ZOO or RIVAL, was UNKNOWN")
        .contains("model ../x must have an architecture")
        .anySatisfy(it -> assertThat(it).startsWith("a model's name must be like"));
  }

  @Test
  void workHash_ofTheSameWork_isTheSameWhoeverAsks() {
    RegistrationRequest request = RegistrationSamples.request();
    RegistrationRequest urgent =
        new RegistrationRequest(
            9,
            "other",
            "elsewhere",
            request.data(),
            request.stem(),
            request.resolution(),
            request.models(),
            request.recipe(),
            request.device(),
            1);
    RegistrationRequest larger =
        new RegistrationRequest(
            1,
            request.id(),
            request.deployment(),
            request.data(),
            request.stem(),
            32,
            request.models(),
            request.recipe(),
            request.device(),
            3);
    assertThat(urgent.workHash()).isEqualTo(request.workHash());
    assertThat(larger.workHash()).isNotEqualTo(request.workHash());
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
