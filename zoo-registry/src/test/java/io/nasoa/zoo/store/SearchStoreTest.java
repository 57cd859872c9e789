package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.store.SearchStore.Evaluation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SearchStoreTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  private SearchStore searches;

  @BeforeEach
  void claim() {
    searches = new SearchStore(store.database());
    searches.claim("s", "h", "{}", NOW);
  }

  @Test
  void claim_sameIdAsATask_doesNotMeetIt() {
    assertThat(new TaskStore(store.database()).claim("s", "other", "{}", NOW))
        .isEqualTo(new ClaimOutcome.Started(1));
    assertThat(searches.claim("s", "h", "{}", NOW))
        .isEqualTo(new ClaimOutcome.Attached(1, TaskState.QUEUED));
  }

  @Test
  void saveProgress_again_keepsTheFirstOutcomesAndAddsTheNew() {
    save("one", List.of(new Evaluation(0, "a"), new Evaluation(1, "b")));
    save("two", List.of(new Evaluation(1, "changed"), new Evaluation(2, "c")));
    searches = new SearchStore(store.reopen());
    assertThat(searches.evaluations("s"))
        .containsExactly(new Evaluation(0, "a"), new Evaluation(1, "b"), new Evaluation(2, "c"));
    assertThat(searches.find("s").orElseThrow().newestRun().progressJson()).isEqualTo("two");
  }

  @Test
  void saveProgress_ofAnEndedRun_storesNothing() {
    searches.finish("s", 1, TaskState.CANCELLED, "{}", NOW);
    assertThat(save("late", List.of(new Evaluation(0, "a")))).isFalse();
    assertThat(searches.evaluations("s")).isEmpty();
  }

  @Test
  void saveProgress_ofAnUnknownSearch_isRefusedByName() {
    assertThatThrownBy(() -> searches.saveProgress("x", 1, TaskState.RUNNING, "{}", List.of(), NOW))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store has no run 1 of search x");
  }

  private boolean save(String progress, List<Evaluation> evaluations) {
    return searches.saveProgress("s", 1, TaskState.RUNNING, progress, evaluations, NOW);
  }
}
