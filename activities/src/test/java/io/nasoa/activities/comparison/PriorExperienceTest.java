package io.nasoa.activities.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Experience;
import io.nasoa.zoo.experience.ExperienceJson;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.store.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorExperienceTest {
  @TempDir Path directory;
  private final AtomicInteger alive = new AtomicInteger();
  private Database database;
  private ExperienceStore store;

  @BeforeEach
  void open() {
    database = Database.open(directory, UUID::randomUUID, Clock.systemUTC());
    store = new ExperienceStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void add(String group, Experience.Kind kind) {
    Experience experience =
        new Experience(
            Experience.SCHEMA,
            kind,
            group,
            new Experience.Data(group, 4, 400, 100, new TreeMap<>()),
            new Experience.Model("m", "2-_8_2-2", Stem.SMALL_INPUT, 32, null, null, null, null),
            new Regime(.05, 0, 100, 32, .9, 5e-4, .1, .1, true, false),
            1.0,
            12.0,
            0,
            new Experience.Outcome(Experience.Lesson.WHOLE, "SCHEDULE", 100, .8),
            new Experience.Cost(12, 10, "cpu", 1, .02, "MEASURED", null),
            null,
            new TreeMap<>(),
            Instant.EPOCH);
    store.append(
        new StoredExperience(
            "default",
            kind + " " + group,
            1,
            Experience.SCHEMA,
            ExperienceJson.write(experience),
            Instant.EPOCH));
  }

  private LearnedState without(PriorExperience prior, String group, long newest) {
    return prior.without(group, newest, alive::incrementAndGet);
  }

  @Test
  void without_knowsPriorExperienceOfAllOtherGroups() {
    add("a", Experience.Kind.PRIOR);
    add("b", Experience.Kind.PRIOR);
    add("mine", Experience.Kind.OWN);
    add("c", Experience.Kind.PRIOR);
    PriorExperience prior = new PriorExperience(store);
    LearnedState state = without(prior, "a", prior.newest());
    assertThat(state.datasets()).containsExactlyInAnyOrder("b", "c");
    assertThat(state.learned()).isEqualTo(2);
    assertThat(alive).hasValue(2);
  }

  /** A table that is imported while a comparison runs changes nothing in it. */
  @Test
  void without_knowsNothingThatCameLater() {
    add("a", Experience.Kind.PRIOR);
    PriorExperience prior = new PriorExperience(store);
    long newest = prior.newest();
    add("b", Experience.Kind.PRIOR);
    assertThat(without(prior, "x", newest).datasets()).containsExactly("a");
    assertThat(without(prior, "x", prior.newest()).datasets()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void without_learnsOnceAndGivesCopies() {
    add("a", Experience.Kind.PRIOR);
    add("b", Experience.Kind.PRIOR);
    PriorExperience prior = new PriorExperience(store);
    LearnedState first = without(prior, "x", prior.newest());
    store
        .list()
        .forEach(entry -> first.learn("again", ExperienceJson.read(entry.experienceJson())));
    LearnedState second = without(prior, "x", prior.newest());
    assertThat(alive).hasValue(2);
    assertThat(first.learned()).isEqualTo(4);
    assertThat(second.learned()).isEqualTo(2);
  }

  @Test
  void newest_ofAnEmptyLog_isBeforeAll() {
    PriorExperience prior = new PriorExperience(store);
    assertThat(prior.newest()).isEqualTo(-1);
    assertThat(without(prior, "x", prior.newest()).datasets()).isEmpty();
  }
}
