package io.nasoa.workflows.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.run.GoldenRecordTests;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The JSON of every record of a build as each version writes it. A change here breaks recorded
 * histories and stored states: add fields, never change or remove one. {@link #main} writes missing
 * files.
 */
class GoldenRegistrationRecordsTest extends GoldenRecordTests {
  GoldenRegistrationRecordsTest() {
    super("records/0.2/registration/");
  }

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

  /** Writes the files that are missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException {
    new GoldenRegistrationRecordsTest().write(arguments[0], records());
  }
}
