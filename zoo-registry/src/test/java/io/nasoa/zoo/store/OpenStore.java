package io.nasoa.zoo.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store in a fresh directory for each test; fails the test that leaves a connection in use. Made
 * by tests with {@code @RegisterExtension}, given the directory of their {@link TempDir}.
 */
public final class OpenStore implements BeforeEachCallback, AfterEachCallback {
  public static final Instant NOW = Instant.parse("2026-10-25T00:30:00.123456Z");
  public static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

  private final Supplier<Path> directory;
  private @Nullable Database database;

  public OpenStore(Supplier<Path> directory) {
    this.directory = directory;
  }

  public static Database open(Path directory) {
    return Database.open(directory, () -> ID, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  public Database database() {
    return Objects.requireNonNull(database);
  }

  /** Closes the store and opens it again, as the next start of the program does. */
  public Database reopen() {
    database().close();
    Database reopened = open(directory.get());
    database = reopened;
    return reopened;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    database = open(directory.get());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      assertThat(database().activeConnections()).as("connections left in use").isZero();
    } finally {
      database().close();
    }
  }
}
