package io.nasoa.zoo.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StoredExperience;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.OpenStore;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskState;
import io.nasoa.zoo.store.TaskStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several learners at once, killed again and again: nothing is lost, nothing learned twice. */
@Timeout(120)
class LearnersUnderKillsIT {
  private static final int KILLS = 4;

  @TempDir Path directory;

  @Test
  void endOfRuns_killedAnywhere_isOneExperienceForEachEndedRun() throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    for (int kill = 0; kill < KILLS; kill++) {
      killAfter(2 + random.nextInt(10));
      try (Database database = OpenStore.open(directory)) {
        assertThat(experiences(database)).containsExactlyInAnyOrderElementsOf(ended(database));
      }
    }
    try (Database database = OpenStore.open(directory)) {
      for (int run = 0; run < LearnUntilKilled.RUNS; run++) {
        LearnUntilKilled.end(database, run);
      }
      assertThat(experiences(database)).hasSize(LearnUntilKilled.RUNS).doesNotHaveDuplicates();
      ExperienceStore store = new ExperienceStore(database);
      LearnedState learned = LearnedState.start();
      store.list().forEach(learned::learn);
      assertThat(learned.learned()).isEqualTo(LearnUntilKilled.RUNS);
      KnowledgeBase base = new KnowledgeBase(store, directory.resolve("knowledge"));
      assertThat(Snapshot.write(base.current())).isEqualTo(Snapshot.write(learned));
    }
  }

  private static List<String> experiences(Database database) {
    return new ExperienceStore(database).list().stream().map(StoredExperience::taskId).toList();
  }

  private static List<String> ended(Database database) {
    return new TaskStore(database)
        .list().stream()
            .filter(task -> task.newestRun().state() == TaskState.SUCCEEDED)
            .map(StoredTask::id)
            .toList();
  }

  private void killAfter(int ends) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LearnUntilKilled.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines = child.inputReader(UTF_8)) {
      for (int i = 0; i < ends; i++) {
        assertThat(lines.readLine()).as("line %d of the learners", i).isNotNull();
      }
    } finally {
      child.toHandle().destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).as("child is dead").isTrue();
    }
  }
}
