package io.nasoa.zoo.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.h2.api.ErrorCode;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The H2 store of one data directory: {@code nasoa.mv.db}. One opener at a time, in this process or
 * any other. A committed transaction survives the death of the process. Safe for use by many
 * threads.
 */
public final class Database implements AutoCloseable {
  private static final String NAME = "nasoa";
  private static final int CONNECTIONS = 4;
  private static final int ATTEMPTS = 10;

  /** Duplicate key, deadlock, concurrent update: another transaction was faster. */
  private static final Set<String> REPEATABLE_STATES = Set.of("23505", "40001", "90131");

  private static final Set<Integer> CLOSED =
      Set.of(ErrorCode.DATABASE_IS_CLOSED, ErrorCode.DATABASE_CALLED_AT_SHUTDOWN);

  private final Path file;
  private final StoreLock lock;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final UUID storeId;

  private Database(Path file, StoreLock lock, HikariDataSource pool, Jdbi jdbi, UUID storeId) {
    this.file = file;
    this.lock = lock;
    this.pool = pool;
    this.jdbi = jdbi;
    this.storeId = storeId;
  }

  /**
   * Opens the store of a data directory, making both when they do not exist and bringing an older
   * schema to this program's.
   *
   * @param newStoreId gives the store's id when it is made
   * @param clock gives the time at which the store is made
   * @throws StoreException if it is in use, damaged, or written by a newer version
   */
  public static Database open(Path dataDirectory, Supplier<UUID> newStoreId, Clock clock) {
    Path directory = dataDirectory.toAbsolutePath().normalize();
    Path file = directory.resolve(NAME + ".mv.db");
    if (directory.toString().contains(";")) {
      throw new StoreException(
          "the data directory %s has a ';' in its path, which H2 cannot open; choose another"
              .formatted(directory));
    }
    try {
      Files.createDirectories(directory);
      StoreLock lock = StoreLock.take(directory, file);
      try {
        return open(directory, file, lock, newStoreId, clock);
      } catch (RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StoreException("cannot open the store %s: %s".formatted(file, reason(e)), e);
    }
  }

  private static Database open(
      Path directory, Path file, StoreLock lock, Supplier<UUID> newStoreId, Clock clock) {
    HikariDataSource pool = openPool(directory, file);
    try {
      Jdbi jdbi = Jdbi.create(pool).registerArgument(new InstantArgument());
      new SchemaCheck(jdbi, file).run(() -> Migrations.migrate(pool));
      return new Database(file, lock, pool, jdbi, storeId(jdbi, newStoreId, clock));
    } catch (RuntimeException e) {
      pool.close();
      throw e instanceof StoreException ? e : cannotUse(file, e);
    }
  }

  private static HikariDataSource openPool(Path directory, Path file) {
    HikariConfig config = new HikariConfig();
    // WRITE_DELAY=0: with H2's default, rows committed just before a kill are lost.
    // DB_CLOSE_ON_EXIT=FALSE: the program's own shutdown still writes, then closes the store.
    // TRACE_LEVEL_FILE=4: H2's own messages go to SLF4J.
    config.setJdbcUrl(
        "jdbc:h2:file:%s;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=20000;TRACE_LEVEL_FILE=4"
            .formatted(directory.resolve(NAME)));
    config.setUsername("sa");
    config.setPassword("");
    config.setPoolName("nasoa-store");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMaxLifetime(0);
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw cannotUse(file, e);
    }
  }

  private static UUID storeId(Jdbi jdbi, Supplier<UUID> newStoreId, Clock clock) {
    return jdbi.inTransaction(
        handle -> {
          String known =
              handle.createQuery("SELECT id FROM store").mapTo(String.class).findOne().orElse(null);
          if (known != null) {
            return UUID.fromString(known);
          }
          UUID id = newStoreId.get();
          handle
              .createUpdate("INSERT INTO store (singleton, id, created_at) VALUES (1, :id, :now)")
              .bind("id", id.toString())
              .bind("now", clock.instant())
              .execute();
          return id;
        });
  }

  /**
   * Runs {@code work} in one transaction: all of it is committed and durable when this returns, or
   * nothing of it happened. When another transaction was faster (duplicate key, deadlock), {@code
   * work} runs again, so it must have no other effect.
   *
   * @throws StoreException if the store refuses; exceptions of {@code work} itself pass through
   */
  public <T> T transaction(HandleCallback<T, RuntimeException> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(work);
      } catch (JdbiException e) {
        if (attempt == ATTEMPTS || !isRepeatable(e)) {
          throw failed(e);
        }
      }
    }
  }

  /** Forces everything committed so far through to the disk (a commit alone survives a kill). */
  public void checkpoint() {
    try {
      jdbi.useHandle(handle -> handle.execute("CHECKPOINT SYNC"));
    } catch (JdbiException e) {
      throw failed(e);
    }
  }

  /** The random id that this store got when it was made. */
  public UUID storeId() {
    return storeId;
  }

  /** The store's file. */
  public Path file() {
    return file;
  }

  /** Connections in use at this moment; 0 when no call is running. */
  public int activeConnections() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  /** Closes the store and gives its lock back; a second call does nothing. */
  @Override
  public void close() {
    // Closed from right to left: nobody gets the lock while the file is still open.
    try (lock;
        pool) {
      return;
    } catch (IOException e) {
      throw new StoreException("cannot unlock the store %s: %s".formatted(file, reason(e)), e);
    }
  }

  /**
   * H2 closes itself when it cannot write, on a full disk for instance, and its connections do not
   * notice: with new ones the next call opens it again.
   */
  private StoreException failed(JdbiException failure) {
    SQLException cause = sqlCause(failure);
    if (cause != null && CLOSED.contains(cause.getErrorCode())) {
      pool.getHikariPoolMXBean().softEvictConnections();
    }
    return cannotUse(file, failure);
  }

  private static boolean isRepeatable(Throwable failure) {
    SQLException cause = sqlCause(failure);
    return cause != null && REPEATABLE_STATES.contains(String.valueOf(cause.getSQLState()));
  }

  private static StoreException cannotUse(Path file, RuntimeException failure) {
    SQLException cause = sqlCause(failure);
    if (cause != null && cause.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
      return StoreLock.inUse(file, "another process", failure);
    }
    return new StoreException(
        "cannot use the store %s: %s".formatted(file, reason(cause == null ? failure : cause)),
        failure);
  }

  private static @Nullable SQLException sqlCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }

  /** First line of the message: H2 appends the statement, Flyway a whole report. */
  private static String reason(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String firstLine = message.strip().lines().findFirst().orElse("");
    String name = failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return firstLine.isEmpty() ? name : firstLine;
  }

  /** Binds instants as JDBC 4.2 says; Jdbi's own way goes through the machine's time zone. */
  private static final class InstantArgument extends AbstractArgumentFactory<Instant> {
    InstantArgument() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
      return (position, statement, context) ->
          statement.setObject(position, value.atOffset(ZoneOffset.UTC));
    }
  }
}
