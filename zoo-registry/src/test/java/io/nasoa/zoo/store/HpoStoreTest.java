package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.store.HpoStore.Piece;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class HpoStoreTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  private HpoStore searches;

  @BeforeEach
  void claim() {
    searches = new HpoStore(store.database());
    searches.claim("t", "h", "{}", NOW);
  }

  @Test
  void saveProgress_again_keepsWhatPiecesGaveFirst() {
    save("one", List.of(new Piece(0, "a"), new Piece(3, "b")));
    save("two", List.of(new Piece(3, "changed"), new Piece(2, "c")));
    searches = new HpoStore(store.reopen());
    assertThat(searches.pieces("t"))
        .containsExactly(new Piece(0, "a"), new Piece(2, "c"), new Piece(3, "b"));
    assertThat(searches.piece("t", 3)).contains("b");
    assertThat(searches.piece("t", 1)).isEmpty();
    assertThat(searches.find("t").orElseThrow().newestRun().progressJson()).isEqualTo("two");
  }

  @Test
  void saveProgress_ofAnEndedRun_storesNothing() {
    searches.finish("t", 1, TaskState.CANCELLED, "{}", NOW);
    assertThat(save("late", List.of(new Piece(0, "a")))).isFalse();
    assertThat(searches.pieces("t")).isEmpty();
  }

  @Test
  void saveProgress_ofAnUnknownHpo_isRefusedByName() {
    assertThatThrownBy(() -> searches.saveProgress("x", 1, TaskState.RUNNING, "{}", List.of(), NOW))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store has no run 1 of hpo x");
  }

  private boolean save(String progress, List<Piece> pieces) {
    return searches.saveProgress("t", 1, TaskState.RUNNING, progress, pieces, NOW);
  }
}
