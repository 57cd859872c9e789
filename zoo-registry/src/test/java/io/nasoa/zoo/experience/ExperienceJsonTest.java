package io.nasoa.zoo.experience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.zoo.experience.Experience.Lesson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperienceJsonTest {
  private static final Experience WHOLE = ExperienceFixture.of("flowers", Lesson.WHOLE, 0.8);

  @Test
  void read_whatWasWritten_isEqual() {
    for (Lesson lesson : new Lesson[] {Lesson.CENSORED, Lesson.DIVERGED}) {
      Experience experience = ExperienceFixture.of("flowers", lesson, null);
      assertThat(ExperienceJson.read(ExperienceJson.write(experience))).isEqualTo(experience);
    }
    assertThat(ExperienceJson.read(ExperienceJson.write(WHOLE))).isEqualTo(WHOLE);
  }

  @Test
  void read_fieldsOfANewerVersion_areSkipped() {
    ObjectNode tree = ExperienceJson.tree(WHOLE);
    tree.put("addedLater", 1).put("kind", "BORROWED");
    assertThat(ExperienceJson.read(tree).kind()).isEqualTo(Experience.Kind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/data|classes|1|experience field data.classes is 1, expected at least 2",
        "/data|classes|null|experience field data.classes is damaged: Cannot map `null` into type `int`",
        "/outcome|accuracy|1.5|experience field outcome.accuracy is 1.5, expected in [0, 1]",
        "/outcome|accuracy|null|experience field outcome.accuracy is null, expected known",
        "/outcome|steps|0|experience field outcome.steps is 0, expected at least 1",
        "/model|architecture|null|the experience lacks the field model.architecture",
        "/regime|learningRate|-1|regime field learningRate must be > 0, was -1.0",
        "|limitSeconds|0|experience field limitSeconds is 0.0, expected above 0",
        "|schema|2|the experience has schema 2, this version reads up to 1",
        "|schema|null|the experience has no schema"
      })
  void read_damagedField_isNamed(
      @org.jspecify.annotations.Nullable String place, String field, String value, String told)
      throws Exception {
    ObjectNode tree = ExperienceJson.tree(WHOLE);
    ObjectNode at = place == null ? tree : (ObjectNode) tree.at(place);
    at.set(field, new com.fasterxml.jackson.databind.ObjectMapper().readTree(value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExperienceJson.read(tree))
        .withMessageStartingWith(told);
  }

  @Test
  void read_noJson_isSaid() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExperienceJson.read("{\"schema\""))
        .withMessageStartingWith("the experience is no JSON");
  }
}
