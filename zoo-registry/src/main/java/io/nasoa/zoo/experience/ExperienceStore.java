package io.nasoa.zoo.experience;

import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.InTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What past runs taught, in the order in which it was learned. Safe for use by many threads. */
public final class ExperienceStore {
  private final Database database;

  public ExperienceStore(Database database) {
    this.database = database;
  }

  /**
   * Adds an experience exactly once: of several with one key only the first is kept. It is on the
   * disk when this returns.
   *
   * @return whether it is new
   */
  public boolean append(StoredExperience experience) {
    boolean added =
        database.transaction(handle -> !isKnown(handle, experience) && insert(handle, experience));
    database.checkpoint();
    return added;
  }

  /** The same as a part of a transaction that does more. */
  public InTransaction appending(StoredExperience experience) {
    return handle -> {
      if (!isKnown(handle, experience)) {
        insert(handle, experience);
      }
    };
  }

  /**
   * Adds all of them or, when anything fails, none; those whose keys are known are left as they
   * are.
   *
   * @return how many were new
   */
  public int appendAll(List<StoredExperience> experiences) {
    int added =
        database.transaction(
            handle -> {
              int fresh = 0;
              for (StoredExperience experience : experiences) {
                fresh += !isKnown(handle, experience) && insert(handle, experience) ? 1 : 0;
              }
              return fresh;
            });
    database.checkpoint();
    return added;
  }

  /**
   * Removes what a condition holds for, all of it at once.
   *
   * @return how many there were
   */
  public int forget(Predicate<StoredExperience> forgotten) {
    int removed =
        database.transaction(
            handle -> {
              int count = 0;
              for (StoredExperience experience : list(handle, 0)) {
                count += forgotten.test(experience) ? delete(handle, experience) : 0;
              }
              return count;
            });
    database.checkpoint();
    return removed;
  }

  /** The keys of all experiences, the first learned first. */
  public List<ExperienceKey> keys() {
    return database.transaction(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT ordinal, deployment, task_id, run, recorded_at FROM experience
                    ORDER BY ordinal
                    """)
                .map(
                    (row, context) ->
                        new ExperienceKey(
                            row.getLong("ordinal"),
                            row.getString("deployment"),
                            row.getString("task_id"),
                            row.getInt("run"),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant()))
                .list());
  }

  /** Every experience from an ordinal on, the first learned first. */
  public List<StoredExperience> from(long ordinal) {
    return database.transaction(handle -> list(handle, ordinal));
  }

  /** Every experience, the first learned first. */
  public List<StoredExperience> list() {
    return from(0);
  }

  private static List<StoredExperience> list(Handle handle, long ordinal) {
    return handle
        .createQuery("SELECT * FROM experience WHERE ordinal >= :ordinal ORDER BY ordinal")
        .bind("ordinal", ordinal)
        .map(ExperienceStore::row)
        .list();
  }

  private static int delete(Handle handle, StoredExperience experience) {
    return handle
        .createUpdate(
            """
            DELETE FROM experience
            WHERE deployment = :deployment AND task_id = :task AND run = :run
            """)
        .bind("deployment", experience.deployment())
        .bind("task", experience.taskId())
        .bind("run", experience.run())
        .execute();
  }

  /** How many there are. */
  public long count() {
    return database.transaction(
        handle -> handle.createQuery("SELECT COUNT(*) FROM experience").mapTo(Long.class).one());
  }

  private static boolean isKnown(Handle handle, StoredExperience experience) {
    return handle
            .createQuery(
                """
                SELECT COUNT(*) FROM experience
                WHERE deployment = :deployment AND task_id = :task AND run = :run
                """)
            .bind("deployment", experience.deployment())
            .bind("task", experience.taskId())
            .bind("run", experience.run())
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  /**
   * The ordinal is the next number without a gap (two appends that take the same one: the later
   * commit runs again), so that a reader who has seen n rows has seen the first n.
   */
  private static boolean insert(Handle handle, StoredExperience experience) {
    return handle
            .createUpdate(
                """
                INSERT INTO experience (ordinal, deployment, task_id, run, schema_version,
                  experience_json, recorded_at)
                VALUES ((SELECT COALESCE(MAX(ordinal), 0) + 1 FROM experience), :deployment, :task,
                  :run, :version, :json, :recordedAt)
                """)
            .bind("deployment", experience.deployment())
            .bind("task", experience.taskId())
            .bind("run", experience.run())
            .bind("version", experience.schemaVersion())
            .bind("json", experience.experienceJson())
            .bind("recordedAt", experience.recordedAt())
            .execute()
        == 1;
  }

  private static StoredExperience row(ResultSet row, StatementContext context) throws SQLException {
    return new StoredExperience(
        row.getString("deployment"),
        row.getString("task_id"),
        row.getInt("run"),
        row.getInt("schema_version"),
        row.getString("experience_json"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }
}
