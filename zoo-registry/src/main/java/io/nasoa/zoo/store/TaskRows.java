package io.nasoa.zoo.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of the task tables as records. */
final class TaskRows {
  private TaskRows() {}

  static TaskRun run(ResultSet row, StatementContext context) throws SQLException {
    OffsetDateTime finishedAt = row.getObject("finished_at", OffsetDateTime.class);
    return new TaskRun(
        row.getString("task_id"),
        row.getInt("run"),
        TaskState.valueOf(row.getString("state")),
        row.getString("progress_json"),
        row.getString("result_json"),
        instant(row, "claimed_at"),
        instant(row, "updated_at"),
        finishedAt == null ? null : finishedAt.toInstant());
  }

  static StoredTask task(ResultSet row, StatementContext context) throws SQLException {
    return new StoredTask(
        row.getString("id"),
        row.getString("request_hash"),
        row.getString("request_json"),
        instant(row, "submitted_at"),
        run(row, context));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
