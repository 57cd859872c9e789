package io.nasoa.zoo.experience;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** Measured step times, one row per key. Safe for use by many threads. */
public final class StepTimeStore {
  private static final String WHERE_KEY =
      """
       WHERE architecture = :architecture AND stem = :stem AND resolution = :resolution
         AND frozen_stages = :frozenStages AND batch_size = :batchSize AND device = :device
         AND threads = :threads
      """;

  private final Database database;

  public StepTimeStore(Database database) {
    this.database = database;
  }

  /** Stores a measurement in place of the key's older one: the machine may have changed since. */
  public void put(StepTimeMeasurement time) {
    database.transaction(handle -> update(handle, time) == 1 ? 1 : insert(handle, time));
  }

  /** The newest measurement of this key, if there is one. */
  public Optional<StepTimeMeasurement> find(StepTimeKey key) {
    return database.transaction(
        handle ->
            bindKey(handle.createQuery("SELECT * FROM step_time" + WHERE_KEY), key)
                .map(StepTimeStore::row)
                .findOne());
  }

  /** Every measurement of a device with this many threads, for estimates from other keys. */
  public List<StepTimeMeasurement> list(String device, int threads) {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM step_time WHERE device = :device AND threads = :threads
                    ORDER BY architecture, stem, resolution, frozen_stages, batch_size
                    """)
                .bind("device", device)
                .bind("threads", threads)
                .map(StepTimeStore::row)
                .list());
  }

  private static int update(Handle handle, StepTimeMeasurement time) {
    return bind(
            handle.createUpdate(
                "UPDATE step_time SET median_seconds = :seconds, samples = :samples,"
                    + " measured_at = :measuredAt"
                    + WHERE_KEY),
            time)
        .execute();
  }

  private static int insert(Handle handle, StepTimeMeasurement time) {
    return bind(
            handle.createUpdate(
                """
                INSERT INTO step_time (architecture, stem, resolution, frozen_stages, batch_size,
                  device, threads, median_seconds, samples, measured_at)
                VALUES (:architecture, :stem, :resolution, :frozenStages, :batchSize,
                  :device, :threads, :seconds, :samples, :measuredAt)
                """),
            time)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, StepTimeMeasurement time) {
    return bindKey(statement, time.key())
        .bind("seconds", time.medianSeconds())
        .bind("samples", time.samples())
        .bind("measuredAt", time.measuredAt());
  }

  private static <S extends SqlStatement<S>> S bindKey(S statement, StepTimeKey key) {
    return statement
        .bind("architecture", key.architecture())
        .bind("stem", key.stem().name())
        .bind("resolution", key.resolution())
        .bind("frozenStages", key.frozenStages())
        .bind("batchSize", key.batchSize())
        .bind("device", key.device())
        .bind("threads", key.threads());
  }

  private static StepTimeMeasurement row(ResultSet row, StatementContext context)
      throws SQLException {
    return new StepTimeMeasurement(
        new StepTimeKey(
            row.getString("architecture"),
            Stem.valueOf(row.getString("stem")),
            row.getInt("resolution"),
            row.getInt("frozen_stages"),
            row.getInt("batch_size"),
            row.getString("device"),
            row.getInt("threads")),
        row.getDouble("median_seconds"),
        row.getLong("samples"),
        row.getObject("measured_at", OffsetDateTime.class).toInstant());
  }
}
