package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.store.LoggedRunStore.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoggedRunStoreTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  /** A kind of work with a log. */
  record Kind(String noun, Function<Database, LoggedRunStore> of) {
    LoggedRunStore claimed(Database database) {
      LoggedRunStore runs = of.apply(database);
      runs.claim("w", "h", "{}", NOW);
      return runs;
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind("search", SearchStore::new),
        new Kind("fine_tuning_table", TableStore::new),
        new Kind("hpo", HpoStore::new),
        new Kind("comparison", ComparisonStore::new));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saveProgress_again_keepsWhatEntriesSaidFirst(Kind kind) {
    LoggedRunStore runs = kind.claimed(store.database());
    save(runs, "one", List.of(new Entry(0, "a"), new Entry(3, "b")));
    save(runs, "two", List.of(new Entry(3, "changed"), new Entry(2, "c")));
    LoggedRunStore reopened = kind.of().apply(store.reopen());
    assertThat(reopened.entries("w"))
        .containsExactly(new Entry(0, "a"), new Entry(2, "c"), new Entry(3, "b"));
    assertThat(reopened.entry("w", 3)).contains("b");
    assertThat(reopened.entry("w", 1)).isEmpty();
    assertThat(reopened.numbers("w")).containsExactlyInAnyOrder(0, 2, 3);
    assertThat(reopened.find("w").orElseThrow().newestRun().progressJson()).isEqualTo("two");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saveProgress_ofAnEndedRun_storesNothing(Kind kind) {
    LoggedRunStore runs = kind.claimed(store.database());
    runs.finish("w", 1, TaskState.CANCELLED, "{}", NOW);
    assertThat(save(runs, "late", List.of(new Entry(0, "a")))).isFalse();
    assertThat(runs.entries("w")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saveProgress_failsAfterTheEntries_storesNeither(Kind kind) {
    LoggedRunStore runs = kind.claimed(store.database());
    InTransaction appending = runs.appending("w", List.of(new Entry(0, "a")), NOW);
    assertThatThrownBy(
            () ->
                runs.saveProgress(
                    "w",
                    1,
                    TaskState.RUNNING,
                    "lost",
                    NOW,
                    handle -> {
                      appending.with(handle);
                      throw new IllegalStateException("killed here");
                    }))
        .hasMessage("killed here");
    assertThat(runs.entries("w")).isEmpty();
    assertThat(runs.find("w").orElseThrow().newestRun().progressJson()).isNull();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void saveProgress_ofUnknownWork_isRefusedByName(Kind kind) {
    LoggedRunStore runs = kind.claimed(store.database());
    assertThatThrownBy(
            () ->
                runs.saveProgress(
                    "x", 1, TaskState.RUNNING, "{}", NOW, runs.appending("x", List.of(), NOW)))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store has no run 1 of %s x", kind.noun());
  }

  private static boolean save(LoggedRunStore runs, String progress, List<Entry> entries) {
    return runs.saveProgress(
        "w", 1, TaskState.RUNNING, progress, NOW, runs.appending("w", entries, NOW));
  }
}
