package io.nasoa.zoo.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.zoo.experience.ExperienceFixture;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.store.OpenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeBaseTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory);

  private final List<StoredExperience> log = ExperienceFixture.log(5, 20);
  private ExperienceStore experiences;

  @BeforeEach
  void open() {
    experiences = new ExperienceStore(store.database());
  }

  private KnowledgeBase base() {
    return new KnowledgeBase(experiences, directory.resolve("knowledge"));
  }

  private static byte[] learned(List<StoredExperience> log) {
    LearnedState state = LearnedState.start();
    log.forEach(state::learn);
    return Snapshot.write(state);
  }

  @Test
  void snapshot_appendedInPieces_isThatOfTheWholeLog() throws IOException {
    KnowledgeBase base = base();
    for (StoredExperience entry : log) {
      experiences.append(entry);
      base.snapshot();
    }
    assertThat(Files.readAllBytes(base.snapshot())).isEqualTo(learned(log));
    try (Stream<Path> files = Files.list(directory.resolve("knowledge"))) {
      assertThat(files.count()).isLessThan(log.size());
    }
  }

  @Test
  void snapshot_afterARestart_isThatOfTheWholeLog() throws IOException {
    experiences.appendAll(log.subList(0, 10));
    Path first = base().snapshot();
    experiences.appendAll(log);
    Path second = base().snapshot();
    assertThat(Files.readAllBytes(second))
        .isEqualTo(learned(log))
        .isNotEqualTo(Files.readAllBytes(first));
    Files.write(second, new byte[] {1, 2, 3});
    assertThat(Snapshot.write(base().current())).isEqualTo(learned(log));
  }

  @Test
  void snapshot_someForgotten_isThatOfTheRest() throws IOException {
    experiences.appendAll(log);
    KnowledgeBase base = base();
    base.snapshot();
    int forgotten = experiences.forget(entry -> entry.taskId().endsWith("3"));
    List<StoredExperience> rest =
        log.stream().filter(entry -> !entry.taskId().endsWith("3")).toList();
    assertThat(forgotten).isEqualTo(2);
    assertThat(Files.readAllBytes(base.snapshot())).isEqualTo(learned(rest));
    assertThat(Snapshot.write(base().current())).isEqualTo(learned(rest));
  }

  @Test
  void snapshot_lastForgottenAndAnotherInItsPlace_isNotMistaken() throws IOException {
    experiences.appendAll(log.subList(0, 5));
    KnowledgeBase base = base();
    base.snapshot();
    experiences.forget(entry -> entry.taskId().equals("task-4"));
    experiences.append(log.get(7));
    List<StoredExperience> now =
        Stream.concat(log.subList(0, 4).stream(), Stream.of(log.get(7))).toList();
    assertThat(Files.readAllBytes(base.snapshot())).isEqualTo(learned(now));
  }
}
