package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.store.ClaimOutcome.Attached;
import io.nasoa.zoo.store.ClaimOutcome.Conflict;
import io.nasoa.zoo.store.ClaimOutcome.Finished;
import io.nasoa.zoo.store.ClaimOutcome.Started;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskStoreTest {
  private static final String REQUEST = "{\"data\":\"draw:shapes\"}";
  private static final String LONG_RESULT = "{\"text\":\"" + "größe ".repeat(5_000) + "\"}";

  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory);

  private TaskStore tasks;

  @BeforeEach
  void makeStore() {
    tasks = new TaskStore(store.database());
  }

  @Test
  void claim_newId_startsRunOne() {
    assertThat(tasks.claim("a", "h", REQUEST, NOW)).isEqualTo(new Started(1));
    StoredTask stored = tasks.find("a").orElseThrow();
    TaskRun run = new TaskRun("a", 1, TaskState.QUEUED, null, null, NOW, NOW, null);
    assertThat(stored).isEqualTo(new StoredTask("a", "h", REQUEST, NOW, run));
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskState.class,
      names = {"QUEUED", "RUNNING", "PAUSED"})
  void claim_sameRequestActive_attaches(TaskState state) {
    tasks.claim("a", "h", REQUEST, NOW);
    tasks.saveProgress("a", 1, state, "{}", NOW);
    assertThat(tasks.claim("a", "h", REQUEST, NOW)).isEqualTo(new Attached(1, state));
    assertThat(tasks.runs("a")).hasSize(1);
  }

  @Test
  void claim_sameRequestSucceeded_returnsResultAfterReopening() {
    tasks.claim("a", "h", REQUEST, NOW);
    tasks.finish("a", 1, TaskState.SUCCEEDED, LONG_RESULT, NOW);
    TaskStore reopened = new TaskStore(store.reopen());
    assertThat(reopened.claim("a", "h", REQUEST, NOW)).isEqualTo(new Finished(1, LONG_RESULT));
  }

  @ParameterizedTest
  @EnumSource(
      value = TaskState.class,
      names = {"FAILED", "CANCELLED"})
  void claim_sameRequestEndedWithoutModel_startsNextRun(TaskState state) {
    tasks.claim("a", "h", REQUEST, NOW);
    tasks.finish("a", 1, state, "{\"error\":\"first\"}", NOW);
    assertThat(tasks.claim("a", "h", REQUEST, NOW.plusSeconds(1))).isEqualTo(new Started(2));
    assertThat(tasks.claim("a", "h", REQUEST, NOW)).isEqualTo(new Attached(2, TaskState.QUEUED));
    assertThat(tasks.runs("a"))
        .containsExactly(
            new TaskRun("a", 1, state, null, "{\"error\":\"first\"}", NOW, NOW, NOW),
            new TaskRun(
                "a",
                2,
                TaskState.QUEUED,
                null,
                null,
                NOW.plusSeconds(1),
                NOW.plusSeconds(1),
                null));
  }

  @ParameterizedTest
  @EnumSource(TaskState.class)
  void claim_otherRequest_conflictsInEveryState(TaskState state) {
    tasks.claim("a", "h", REQUEST, NOW);
    if (state.isFinal()) {
      tasks.finish("a", 1, state, "{}", NOW);
    } else {
      tasks.saveProgress("a", 1, state, "{}", NOW);
    }
    assertThat(tasks.claim("a", "other", "{\"x\":1}", NOW)).isEqualTo(new Conflict("a", REQUEST));
    assertThat(tasks.runs("a")).hasSize(1);
    assertThat(tasks.find("a").orElseThrow().requestJson()).isEqualTo(REQUEST);
  }

  @Test
  void claim_manyThreads_exactlyOneStarts() throws Exception {
    int threads = 16;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 20; round++) {
        String id = "task-" + round;
        List<ClaimOutcome> outcomes = inParallel(executor, threads, id);
        assertThat(outcomes).containsOnlyOnce(new Started(1));
        assertThat(outcomes).filteredOn(Attached.class::isInstance).hasSize(threads - 1);
        tasks.finish(id, 1, TaskState.FAILED, "{}", NOW);
        assertThat(inParallel(executor, threads, id)).containsOnlyOnce(new Started(2));
        assertThat(tasks.runs(id)).hasSize(2);
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private List<ClaimOutcome> inParallel(ExecutorService executor, int threads, String id)
      throws Exception {
    CyclicBarrier together = new CyclicBarrier(threads);
    Callable<ClaimOutcome> claim =
        () -> {
          together.await();
          return tasks.claim(id, "h", REQUEST, NOW);
        };
    List<Future<ClaimOutcome>> futures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      futures.add(executor.submit(claim));
    }
    List<ClaimOutcome> outcomes = new ArrayList<>();
    for (Future<ClaimOutcome> future : futures) {
      outcomes.add(future.get());
    }
    return outcomes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "../x", "a/b", "a\\b", ".hidden", "a\nb", "a\0b"})
  void claim_unusableId_isRefused(String id) {
    assertThatThrownBy(() -> tasks.claim(id, "h", REQUEST, NOW))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be used");
    assertThat(tasks.list()).isEmpty();
  }

  @Test
  void claim_tooLongId_isRefused() {
    assertThat(tasks.claim("x".repeat(200), "h", REQUEST, NOW)).isEqualTo(new Started(1));
    assertThatThrownBy(() -> tasks.claim("x".repeat(201), "h", REQUEST, NOW))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("1 to 200 characters");
  }

  @Test
  void saveProgress_unfinishedRun_isStored() {
    tasks.claim("a", "h", REQUEST, NOW);
    assertThat(tasks.saveProgress("a", 1, TaskState.RUNNING, LONG_RESULT, NOW.plusSeconds(2)))
        .isTrue();
    assertThat(tasks.saveProgress("a", 1, TaskState.RUNNING, LONG_RESULT, NOW.plusSeconds(2)))
        .isTrue();
    assertThat(tasks.runs("a"))
        .containsExactly(
            new TaskRun(
                "a", 1, TaskState.RUNNING, LONG_RESULT, null, NOW, NOW.plusSeconds(2), null));
  }

  @Test
  void saveProgress_finishedRun_changesNothing() {
    tasks.claim("a", "h", REQUEST, NOW);
    tasks.finish("a", 1, TaskState.CANCELLED, "{}", NOW);
    List<TaskRun> before = tasks.runs("a");
    assertThat(tasks.saveProgress("a", 1, TaskState.RUNNING, "{\"late\":1}", NOW)).isFalse();
    assertThat(tasks.runs("a")).isEqualTo(before);
  }

  @Test
  void saveProgress_unknownRun_isRefused() {
    tasks.claim("a", "h", REQUEST, NOW);
    assertThatThrownBy(() -> tasks.saveProgress("a", 2, TaskState.RUNNING, "{}", NOW))
        .hasMessage("the store has no run 2 of task a");
  }

  @Test
  void saveProgress_finalState_isRefused() {
    tasks.claim("a", "h", REQUEST, NOW);
    assertThatThrownBy(() -> tasks.saveProgress("a", 1, TaskState.FAILED, "{}", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void finish_twice_keepsTheFirstResult() {
    tasks.claim("a", "h", REQUEST, NOW);
    TaskRun first = tasks.finish("a", 1, TaskState.SUCCEEDED, "{\"n\":1}", NOW);
    TaskRun second = tasks.finish("a", 1, TaskState.FAILED, "{\"n\":2}", NOW.plusSeconds(9));
    assertThat(first)
        .isEqualTo(new TaskRun("a", 1, TaskState.SUCCEEDED, null, "{\"n\":1}", NOW, NOW, NOW));
    assertThat(second).isEqualTo(first);
    assertThat(tasks.runs("a")).containsExactly(first);
  }

  @Test
  void finish_unknownRunOrActiveState_isRefused() {
    assertThatThrownBy(() -> tasks.finish("a", 1, TaskState.FAILED, "{}", NOW))
        .hasMessage("the store has no run 1 of task a");
    tasks.claim("a", "h", REQUEST, NOW);
    assertThatThrownBy(() -> tasks.finish("a", 1, TaskState.PAUSED, "{}", NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void unfinished_mixedStates_followsTheClaims() {
    for (String id : List.of("c", "a", "b", "d")) {
      tasks.claim(id, "h", REQUEST, NOW);
    }
    tasks.saveProgress("b", 1, TaskState.PAUSED, "{}", NOW);
    tasks.finish("c", 1, TaskState.FAILED, "{}", NOW);
    tasks.finish("d", 1, TaskState.SUCCEEDED, "{}", NOW);
    tasks.claim("c", "h", REQUEST, NOW);
    TaskStore reopened = new TaskStore(store.reopen());
    assertThat(reopened.unfinished()).extracting(StoredTask::id).containsExactly("a", "b", "c");
    assertThat(reopened.unfinished())
        .extracting(task -> task.newestRun().run())
        .containsExactly(1, 1, 2);
    assertThat(reopened.list()).extracting(StoredTask::id).containsExactly("c", "a", "b", "d");
  }

  @Test
  void find_unknownTask_isEmpty() {
    assertThat(tasks.find("nothing")).isEmpty();
    assertThat(tasks.runs("nothing")).isEmpty();
  }
}
