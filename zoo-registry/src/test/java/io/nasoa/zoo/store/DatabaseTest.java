package io.nasoa.zoo.store;

import static io.nasoa.zoo.store.OpenStore.NOW;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseTest {
  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  @Test
  void open_newDirectory_makesTheDocumentedFile() {
    assertThat(store.database().file()).isEqualTo(directory.resolve("data/nasoa.mv.db")).exists();
    assertThat(store.database().storeId()).isEqualTo(OpenStore.ID);
  }

  @Test
  void open_existingStore_keepsItsId() {
    store.database().close();
    UUID other = UUID.fromString("00000000-0000-4000-8000-000000000002");
    try (Database again =
        Database.open(directory.resolve("data"), () -> other, Clock.fixed(NOW, ZoneOffset.UTC))) {
      assertThat(again.storeId()).isEqualTo(OpenStore.ID);
    }
    store.reopen();
  }

  @Test
  void open_inUseByThisProcess_isRefusedWithFileAndOwner() {
    assertThatThrownBy(() -> OpenStore.open(directory.resolve("data")))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "the store %s is in use by process %d; end that process or choose another data"
                + " directory",
            directory.resolve("data/nasoa.mv.db"), ProcessHandle.current().pid());
    // The refusal must not have harmed the owner.
    assertThat(new TaskStore(store.database()).claim("a", "h", "{}", NOW))
        .isEqualTo(new ClaimOutcome.Started(1));
  }

  /** As H2 does by itself when the disk is full. */
  @Test
  void transaction_afterTheDatabaseClosedItself_opensItAgain() throws InterruptedException {
    TaskStore tasks = new TaskStore(store.database());
    tasks.claim("before", "h", "{}", NOW);
    assertThatThrownBy(
            () -> store.database().transaction(handle -> handle.execute("SHUTDOWN IMMEDIATELY")))
        .isInstanceOf(StoreException.class);
    ClaimOutcome outcome = null;
    for (int i = 0; outcome == null && i < 100; i++) {
      try {
        outcome = tasks.claim("after", "h", "{}", NOW);
      } catch (StoreException e) {
        Thread.sleep(100); // the first ones still meet the old connections
      }
    }
    assertThat(outcome).isEqualTo(new ClaimOutcome.Started(1));
    assertThat(tasks.find("before")).isPresent();
  }

  @Test
  void open_newerSchema_isRefusedAndUntouched() throws IOException {
    store
        .database()
        .transaction(
            handle ->
                handle.execute(
                    """
                    INSERT INTO "flyway_schema_history" ("installed_rank", "version",
                      "description", "type", "script", "installed_by", "execution_time", "success")
                    VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'sa', 1, TRUE)
                    """));
    store.database().close();
    byte[] before = Files.readAllBytes(store.database().file());
    assertThatThrownBy(() -> OpenStore.open(directory.resolve("data")))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "the store %s was written by a newer version of this program (schema 99, this one knows"
                + " %d); use that version or another data directory",
            directory.resolve("data/nasoa.mv.db"), Migrations.NEWEST);
    // A second refusal shows that the first one gave its lock back.
    assertThatThrownBy(() -> OpenStore.open(directory.resolve("data")))
        .hasMessageContaining("newer version");
    assertThat(Files.size(store.database().file())).isGreaterThanOrEqualTo(before.length / 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void open_olderSchema_isMigratedWithItsRows(int version) {
    new TaskStore(store.database()).claim("a", "h", "{}", NOW);
    store
        .database()
        .transaction(
            handle -> {
              List.of("comparison_piece", "comparison_run", "comparison")
                  .forEach(table -> handle.execute("DROP TABLE " + table));
              if (version < 5) {
                List.of("hpo_piece", "hpo_run", "hpo")
                    .forEach(table -> handle.execute("DROP TABLE " + table));
              }
              if (version < 4) {
                List.of("fine_tuning_table_piece", "fine_tuning_table_run", "fine_tuning_table")
                    .forEach(table -> handle.execute("DROP TABLE " + table));
              }
              if (version < 3) {
                List.of("registration_run", "registration")
                    .forEach(table -> handle.execute("DROP TABLE " + table));
              }
              if (version < 2) {
                List.of("search_evaluation", "search_run", "search")
                    .forEach(table -> handle.execute("DROP TABLE " + table));
              }
              return handle.execute(
                  "DELETE FROM \"flyway_schema_history\" WHERE \"version\" > ?",
                  Integer.toString(version));
            });
    Database reopened = store.reopen();
    assertThat(new TaskStore(reopened).find("a")).isPresent();
    assertThat(new SearchStore(reopened).list()).isEmpty();
    assertThat(new RegistrationStore(reopened).list()).isEmpty();
    assertThat(new TableStore(reopened).list()).isEmpty();
    assertThat(new HpoStore(reopened).list()).isEmpty();
  }

  @Test
  void open_notAStore_isRefusedAndUntouched() throws IOException {
    Path other = Files.createDirectories(directory.resolve("other"));
    byte[] garbage = "this is no database\n".repeat(1_000).getBytes(US_ASCII);
    Files.write(other.resolve("nasoa.mv.db"), garbage);
    assertThatThrownBy(() -> OpenStore.open(other))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot use the store " + other.resolve("nasoa.mv.db") + ": ")
        .message()
        .doesNotContain("\n");
    assertThat(other.resolve("nasoa.mv.db")).hasBinaryContent(garbage);
  }

  @Test
  void open_directoryIsAFile_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertThatThrownBy(() -> OpenStore.open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void open_semicolonInPath_isRefused() {
    assertThatThrownBy(() -> OpenStore.open(directory.resolve("a;b")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("has a ';' in its path");
  }

  @Test
  void open_blanksAndUmlautsInPath_works() {
    try (Database database = OpenStore.open(directory.resolve("größe mit %20 ?&"))) {
      assertThat(database.file()).exists();
    }
  }

  @Test
  void transaction_workFails_storesNothing() {
    TaskStore tasks = new TaskStore(store.database());
    IllegalStateException failure = new IllegalStateException("on purpose");
    assertThatThrownBy(
            () ->
                store
                    .database()
                    .transaction(
                        handle -> {
                          handle.execute(
                              """
                              INSERT INTO task (id, request_hash, request_json, submitted_at)
                              VALUES ('a', 'h', '{}', CURRENT_TIMESTAMP)
                              """);
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(tasks.claim("a", "other", "{}", NOW)).isEqualTo(new ClaimOutcome.Started(1));
  }

  @Test
  void transaction_badStatement_isOneSentenceWithTheFile() {
    assertThatThrownBy(
            () ->
                store.database().transaction(handle -> handle.execute("SELECT nothing FROM task")))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("cannot use the store " + store.database().file() + ": Column")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void close_twice_doesNothing() {
    store.database().close();
    store.database().close();
    store.reopen();
  }
}
