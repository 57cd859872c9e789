package io.nasoa.zoo.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.nasoa.zoo.experience.Experience.Kind;
import io.nasoa.zoo.experience.Experience.Lesson;
import io.nasoa.zoo.experience.ExperienceFixture;
import io.nasoa.zoo.experience.StoredExperience;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperienceFileTest {
  private static final Instant NOW = Instant.parse("2030-01-02T03:04:06Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void read_whatWasWritten_isEqual(long seed) {
    List<StoredExperience> log = ExperienceFixture.log(seed, 25);
    assertThat(ExperienceFile.read(ExperienceFile.json(log), NOW)).isEqualTo(log);
    assertThat(ExperienceFile.read(ExperienceFile.csv(log), NOW)).isEqualTo(log);
  }

  @Test
  void read_namesWithEverySign_areKept() {
    List<StoredExperience> log =
        List.of(
            ExperienceFixture.stored(
                "a,\"b\"\n1", ExperienceFixture.of("12, \"x\"", Lesson.WHOLE, 0.5)));
    assertThat(ExperienceFile.read(ExperienceFile.csv(log), NOW)).isEqualTo(log);
  }

  @Test
  void read_nothing_isNothing() {
    assertThat(ExperienceFile.read(ExperienceFile.json(List.of()), NOW)).isEmpty();
    assertThat(ExperienceFile.read(ExperienceFile.csv(List.of()), NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"classes\" : 4|\"classes\" : 1|experience 2: experience field data.classes is 1, expected at least 2",
        "2-_8_2-2|no network|experience 2: ",
        "\"task\" : \"b\"|\"task\" : \"a\"|experience 2: run 1 of task a stands there twice",
        "\"task\" : \"b\"|\"other\" : \"b\"|experience 2: the experience lacks the field task",
        "nasoa-experience|something|the file is no experience",
        "\"version\" : 1|\"version\" : 9|the file has version 9, this program reads up to 1",
        "\"frozenStages\" : 1|\"frozenStages\" : 9|experience 2: 9 stages cannot be frozen"
      })
  void read_wrongRow_isNamed(String found, String replaced, String told) {
    String file =
        ExperienceFile.json(
            List.of(
                ExperienceFixture.stored("a", ExperienceFixture.of("x", Lesson.WHOLE, 0.5)),
                ExperienceFixture.stored("b", ExperienceFixture.of("y", Lesson.WHOLE, 0.5))));
    int last = file.lastIndexOf(found);
    String wrong = file.substring(0, last) + replaced + file.substring(last + found.length());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExperienceFile.read(wrong, NOW))
        .withMessageStartingWith(told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,b\n1,2\n", "deployment,task,run\na,b\n", "{\"format\""})
  void read_noExperience_isSaid(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ExperienceFile.read(text, NOW));
  }

  @Test
  void filter_matchesWhatEveryFieldHoldsFor() {
    StoredExperience own =
        ExperienceFixture.stored("a", ExperienceFixture.of("x", Lesson.WHOLE, 0.5));
    StoredExperience damaged = new StoredExperience("default", "a", 2, 1, "{", NOW);
    assertThat(new ExperienceFilter(null, null, null).matches(own)).isTrue();
    assertThat(new ExperienceFilter("a", "x", Kind.OWN).matches(own)).isTrue();
    assertThat(new ExperienceFilter("b", null, null).matches(own)).isFalse();
    assertThat(new ExperienceFilter("a", "y", null).matches(own)).isFalse();
    assertThat(new ExperienceFilter(null, null, Kind.PRIOR).matches(own)).isFalse();
    assertThat(new ExperienceFilter("a", null, null).matches(damaged)).isTrue();
    assertThat(new ExperienceFilter(null, "x", null).matches(damaged)).isFalse();
  }
}
