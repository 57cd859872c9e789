package io.nasoa.zoo.store;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jdbi.v3.core.Handle;

/**
 * Tasks, searches, builds of the zoo, tables, searches for hyper-parameters or comparisons and
 * their runs. The row of a task decides whether a request starts something, joins what is active,
 * or gets a stored result, whatever the workflow server remembers. Requests, progress and results
 * are opaque JSON text. Every method is one transaction; safe for use by many threads.
 */
public abstract sealed class RunStore permits TaskStore, RegistrationStore, LoggedRunStore {
  private static final int LONGEST_ID = 200;

  private static final String SELECT_TASKS =
      """
      SELECT t.id, t.request_hash, t.request_json, t.submitted_at, r.*
      FROM {noun} t JOIN {noun}_run r ON r.{noun}_id = t.id
      WHERE r.run = (SELECT MAX(newest.run) FROM {noun}_run newest WHERE newest.{noun}_id = t.id)
      """;

  private final Database database;
  private final String noun;

  /**
   * @param noun what the tables are called by; they have the same columns
   */
  RunStore(Database database, String noun) {
    this.database = database;
    this.noun = noun;
  }

  final Database database() {
    return database;
  }

  /** A statement for this store's tables. */
  final String sql(String template) {
    return template.replace("{noun}", noun);
  }

  /**
   * Decides what a submitted request is: new, active, done, or in conflict with the id's owner. The
   * same request after a failed or cancelled run starts the next run.
   *
   * @param taskId not blank, at most 200 characters, usable as a directory name
   * @param requestHash equal exactly for equal requests, at most 128 characters
   * @throws StoreException if the id cannot be used
   */
  public ClaimOutcome claim(String taskId, String requestHash, String requestJson, Instant now) {
    return claim(taskId, requestHash, requestJson, (before, after) -> false, now);
  }

  /**
   * The same for work that can be asked for more of: then a request that has succeeded starts the
   * next run too, and the newer one is stored in its place. An active one is joined as it is.
   *
   * @param more whether a request, the second, asks for more than the stored one
   */
  public ClaimOutcome claim(
      String taskId,
      String requestHash,
      String requestJson,
      BiPredicate<String, String> more,
      Instant now) {
    requireUsable(taskId);
    return database.transaction(
        handle -> {
          Claim claim = lock(handle, taskId).orElse(null);
          if (claim == null) {
            insertTask(handle, taskId, requestHash, requestJson, now);
            return insertRun(handle, taskId, 1, now);
          }
          if (!claim.requestHash().equals(requestHash)) {
            return new ClaimOutcome.Conflict(taskId, claim.requestJson());
          }
          TaskRun newest = newestRun(handle, taskId);
          if (newest.state().isFinal() && more.test(claim.requestJson(), requestJson)) {
            replaceRequest(handle, taskId, requestJson);
            return insertRun(handle, taskId, newest.run() + 1, now);
          }
          return decide(handle, newest, now);
        });
  }

  /**
   * Stores where an unfinished run stands. Writing the same again changes nothing.
   *
   * @param state not a final one: {@link #finish} is for those
   * @return false if the run is finished already: then nothing was stored
   * @throws StoreException if there is no such run
   */
  public boolean saveProgress(
      String taskId, int run, TaskState state, String progressJson, Instant now) {
    return saveProgress(taskId, run, state, progressJson, now, InTransaction.NOTHING);
  }

  /**
   * The same, with something that happens in the same transaction if the run is not finished, and
   * not otherwise.
   */
  public boolean saveProgress(
      String taskId,
      int run,
      TaskState state,
      String progressJson,
      Instant now,
      InTransaction also) {
    if (state.isFinal()) {
      throw new IllegalArgumentException("progress cannot be saved with the final state " + state);
    }
    return database.transaction(
        handle -> {
          boolean saved = saveProgress(handle, taskId, run, state, progressJson, now);
          if (saved) {
            also.with(handle);
          }
          return saved;
        });
  }

  private boolean saveProgress(
      Handle handle, String taskId, int run, TaskState state, String progressJson, Instant now) {
    int rows =
        handle
            .createUpdate(
                sql(
                    """
                    UPDATE {noun}_run
                    SET state = :state, progress_json = :progress, updated_at = :now
                    WHERE {noun}_id = :task AND run = :run AND finished_at IS NULL
                    """))
            .bind("state", state.name())
            .bind("progress", progressJson)
            .bind("now", now)
            .bind("task", taskId)
            .bind("run", run)
            .execute();
    if (rows == 0) {
      requireRun(handle, taskId, run);
    }
    return rows == 1;
  }

  /**
   * Ends a run exactly once: the first call stores its state and result, every later one changes
   * nothing. The result is on the disk when this returns.
   *
   * @param state a final one
   * @return the run as stored, which is the first call's
   * @throws StoreException if there is no such run
   */
  public TaskRun finish(String taskId, int run, TaskState state, String resultJson, Instant now) {
    return finish(taskId, run, state, resultJson, now, InTransaction.NOTHING);
  }

  /**
   * The same, with something that happens in the same transaction if this call is the one that ends
   * the run, and not otherwise.
   */
  public TaskRun finish(
      String taskId, int run, TaskState state, String resultJson, Instant now, InTransaction also) {
    if (!state.isFinal()) {
      throw new IllegalArgumentException("a run cannot finish with the state " + state);
    }
    TaskRun stored =
        database.transaction(
            handle -> {
              if (end(handle, taskId, run, state, resultJson, now)) {
                also.with(handle);
              }
              return requireRun(handle, taskId, run);
            });
    database.checkpoint();
    return stored;
  }

  private boolean end(
      Handle handle, String taskId, int run, TaskState state, String resultJson, Instant now) {
    return handle
            .createUpdate(
                sql(
                    """
                    UPDATE {noun}_run
                    SET state = :state, result_json = :result, updated_at = :now,
                        finished_at = :now
                    WHERE {noun}_id = :task AND run = :run AND finished_at IS NULL
                    """))
            .bind("state", state.name())
            .bind("result", resultJson)
            .bind("now", now)
            .bind("task", taskId)
            .bind("run", run)
            .execute()
        == 1;
  }

  /** The tasks whose newest run is not finished, in the order in which the runs were claimed. */
  public List<StoredTask> unfinished() {
    return database.transaction(
        handle ->
            handle
                .createQuery(sql(SELECT_TASKS + " AND r.finished_at IS NULL ORDER BY r.ordinal"))
                .map(TaskRows.task(noun))
                .list());
  }

  /** The task with this id, if there is one. */
  public Optional<StoredTask> find(String taskId) {
    return database.transaction(
        handle ->
            handle
                .createQuery(sql(SELECT_TASKS + " AND t.id = :task"))
                .bind("task", taskId)
                .map(TaskRows.task(noun))
                .findOne());
  }

  /** Every task, in the order of the first submissions. */
  public List<StoredTask> list() {
    return database.transaction(
        handle ->
            handle
                .createQuery(sql(SELECT_TASKS + " ORDER BY t.ordinal"))
                .map(TaskRows.task(noun))
                .list());
  }

  /** How many tasks are in each state, by the state of their newest runs; others are left out. */
  public Map<TaskState, Long> countByState() {
    Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);
    database.transaction(
        handle ->
            handle
                .createQuery(
                    sql(
                        """
                        SELECT r.state, COUNT(*) FROM {noun}_run r
                        WHERE r.run = (SELECT MAX(newest.run) FROM {noun}_run newest
                                       WHERE newest.{noun}_id = r.{noun}_id)
                        GROUP BY r.state
                        """))
                .map(
                    (row, context) ->
                        counts.put(TaskState.valueOf(row.getString(1)), row.getLong(2)))
                .list());
    return counts;
  }

  /** Every run of a task, the first one first; empty for an unknown task. */
  public List<TaskRun> runs(String taskId) {
    return database.transaction(
        handle ->
            handle
                .createQuery(sql("SELECT * FROM {noun}_run WHERE {noun}_id = :task ORDER BY run"))
                .bind("task", taskId)
                .map(TaskRows.run(noun))
                .list());
  }

  private ClaimOutcome decide(Handle handle, TaskRun newest, Instant now) {
    return switch (newest.state()) {
      case QUEUED, RUNNING, PAUSED -> new ClaimOutcome.Attached(newest.run(), newest.state());
      case SUCCEEDED ->
          new ClaimOutcome.Finished(newest.run(), String.valueOf(newest.resultJson()));
      case FAILED, CANCELLED -> insertRun(handle, newest.taskId(), newest.run() + 1, now);
    };
  }

  /** Holds the task's row until the transaction ends: of many claims one decides at a time. */
  private Optional<Claim> lock(Handle handle, String taskId) {
    return handle
        .createQuery(
            sql("SELECT request_hash, request_json FROM {noun} WHERE id = :task FOR UPDATE"))
        .bind("task", taskId)
        .map((row, context) -> new Claim(row.getString(1), row.getString(2)))
        .findOne();
  }

  private void insertTask(
      Handle handle, String taskId, String requestHash, String requestJson, Instant now) {
    handle
        .createUpdate(
            sql(
                """
                INSERT INTO {noun} (id, request_hash, request_json, submitted_at)
                VALUES (:task, :hash, :json, :now)
                """))
        .bind("task", taskId)
        .bind("hash", requestHash)
        .bind("json", requestJson)
        .bind("now", now)
        .execute();
  }

  private void replaceRequest(Handle handle, String taskId, String requestJson) {
    handle
        .createUpdate(sql("UPDATE {noun} SET request_json = :json WHERE id = :task"))
        .bind("json", requestJson)
        .bind("task", taskId)
        .execute();
  }

  private ClaimOutcome insertRun(Handle handle, String taskId, int run, Instant now) {
    handle
        .createUpdate(
            sql(
                """
                INSERT INTO {noun}_run ({noun}_id, run, state, claimed_at, updated_at)
                VALUES (:task, :run, :state, :now, :now)
                """))
        .bind("task", taskId)
        .bind("run", run)
        .bind("state", TaskState.QUEUED.name())
        .bind("now", now)
        .execute();
    return new ClaimOutcome.Started(run);
  }

  private TaskRun newestRun(Handle handle, String taskId) {
    return handle
        .createQuery(
            sql(
                "SELECT * FROM {noun}_run WHERE {noun}_id = :task ORDER BY run DESC"
                    + " FETCH FIRST 1 ROWS ONLY"))
        .bind("task", taskId)
        .map(TaskRows.run(noun))
        .one();
  }

  private TaskRun requireRun(Handle handle, String taskId, int run) {
    return handle
        .createQuery(sql("SELECT * FROM {noun}_run WHERE {noun}_id = :task AND run = :run"))
        .bind("task", taskId)
        .bind("run", run)
        .map(TaskRows.run(noun))
        .findOne()
        .orElseThrow(
            () ->
                new StoreException(
                    "the store has no run %d of %s %s".formatted(run, noun, taskId)));
  }

  /** An id names a directory too, so it must not lead out of {@code tasks/}. */
  private void requireUsable(String taskId) {
    boolean usable =
        !taskId.isBlank()
            && taskId.length() <= LONGEST_ID
            && !taskId.startsWith(".")
            && taskId.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c));
    if (!usable) {
      throw new StoreException(
          "the %s id '%s' cannot be used: it needs 1 to %d characters, none of them '/', '\\' or a control character, and no leading '.'"
              .formatted(
                  noun,
                  taskId
                      .codePoints()
                      .limit(LONGEST_ID)
                      .collect(
                          StringBuilder::new,
                          StringBuilder::appendCodePoint,
                          StringBuilder::append),
                  LONGEST_ID));
    }
  }

  private record Claim(String requestHash, String requestJson) {}
}
