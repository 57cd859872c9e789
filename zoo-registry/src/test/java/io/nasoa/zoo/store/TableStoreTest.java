package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.store.TableStore.Piece;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TableStoreTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  private TableStore tables;

  @BeforeEach
  void claim() {
    tables = new TableStore(store.database());
    tables.claim("t", "h", "{}", NOW);
  }

  @Test
  void saveProgress_again_keepsWhatPiecesGaveFirst() {
    save("one", List.of(new Piece(0, "a"), new Piece(3, "b")));
    save("two", List.of(new Piece(3, "changed"), new Piece(2, "c")));
    tables = new TableStore(store.reopen());
    assertThat(tables.pieces("t"))
        .containsExactly(new Piece(0, "a"), new Piece(2, "c"), new Piece(3, "b"));
    assertThat(tables.piece("t", 3)).contains("b");
    assertThat(tables.piece("t", 1)).isEmpty();
    assertThat(tables.find("t").orElseThrow().newestRun().progressJson()).isEqualTo("two");
  }

  @Test
  void saveProgress_ofAnEndedRun_storesNothing() {
    tables.finish("t", 1, TaskState.CANCELLED, "{}", NOW);
    assertThat(save("late", List.of(new Piece(0, "a")))).isFalse();
    assertThat(tables.pieces("t")).isEmpty();
  }

  @Test
  void saveProgress_ofAnUnknownTable_isRefusedByName() {
    assertThatThrownBy(() -> tables.saveProgress("x", 1, TaskState.RUNNING, "{}", List.of(), NOW))
        .isInstanceOf(StoreException.class)
        .hasMessage("the store has no run 1 of fine_tuning_table x");
  }

  private boolean save(String progress, List<Piece> pieces) {
    return tables.saveProgress("t", 1, TaskState.RUNNING, progress, pieces, NOW);
  }
}
