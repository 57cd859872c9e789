package io.nasoa.zoo.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.mapper.RowMapper;

/** Rows of the tables of tasks, searches or builds as records. */
final class TaskRows {
  private TaskRows() {}

  /**
   * @param noun what the tables are called by
   */
  static RowMapper<TaskRun> run(String noun) {
    return (row, context) -> run(row, noun);
  }

  private static TaskRun run(ResultSet row, String noun) throws SQLException {
    OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
    return new TaskRun(
        row.getString(noun + "_id"),
        row.getInt("run"),
        TaskState.valueOf(row.getString("state")),
        row.getString("progress_json"),
        row.getString("result_json"),
        instant(row, "claimed_at"),
        instant(row, "updated_at"),
        finishedAt == null ? null : finishedAt.toInstant());
  }

  /**
   * @param noun what the tables are called by
   */
  static RowMapper<StoredTask> task(String noun) {
    return (row, context) -> task(row, noun);
  }

  private static StoredTask task(ResultSet row, String noun) throws SQLException {
    return new StoredTask(
        row.getString("id"),
        row.getString("request_hash"),
        row.getString("request_json"),
        instant(row, "submitted_at"),
        run(row, noun));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
