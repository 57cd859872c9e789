package io.nasoa.zoo.experience;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.zoo.store.OpenStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ExperienceStoreTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory);

  @Test
  void append_severalKeys_listsThemInOrderAfterReopening() {
    ExperienceStore experiences = new ExperienceStore(store.database());
    List<StoredExperience> all =
        List.of(
            experience("default", "b", 1, "{}"),
            experience("default", "a", 1, "{\"x\":\"" + "ä".repeat(9_000) + "\"}"),
            experience("default", "a", 2, "{}"),
            experience("other", "a", 1, "{}"));
    all.forEach(experience -> assertThat(experiences.append(experience)).isTrue());
    ExperienceStore reopened = new ExperienceStore(store.reopen());
    assertThat(reopened.list()).isEqualTo(all);
    assertThat(reopened.count()).isEqualTo(4);
  }

  @Test
  void append_sameKeyAgain_keepsTheFirst() {
    ExperienceStore experiences = new ExperienceStore(store.database());
    StoredExperience first = experience("default", "a", 1, "{\"n\":1}");
    assertThat(experiences.append(first)).isTrue();
    assertThat(experiences.append(experience("default", "a", 1, "{\"n\":2}"))).isFalse();
    assertThat(experiences.list()).containsExactly(first);
  }

  @Test
  void append_manyThreads_keepsEachKeyOnceWithoutGaps() throws Exception {
    ExperienceStore experiences = new ExperienceStore(store.database());
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      List<Future<Boolean>> added = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        int run = i / 2 + 1;
        added.add(executor.submit(() -> experiences.append(experience("d", "t", run, "{}"))));
      }
      int news = 0;
      for (Future<Boolean> future : added) {
        news += future.get() ? 1 : 0;
      }
      assertThat(news).isEqualTo(40);
    } finally {
      executor.shutdownNow();
    }
    List<Long> ordinals =
        store
            .database()
            .transaction(
                handle ->
                    handle
                        .createQuery("SELECT ordinal FROM experience ORDER BY ordinal")
                        .mapTo(Long.class)
                        .list());
    assertThat(ordinals).hasSize(40).first().isEqualTo(1L);
    assertThat(ordinals).last().isEqualTo(40L);
  }

  private static StoredExperience experience(String deployment, String task, int run, String json) {
    return new StoredExperience(deployment, task, run, 1, json, NOW);
  }
}
