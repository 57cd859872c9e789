package io.nasoa.zoo.store;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The searches, their runs and every evaluation they have been told of. */
public final class SearchStore extends RunStore {
  public SearchStore(Database database) {
    super(database, "search");
  }

  /**
   * An evaluation as stored.
   *
   * @param number its number in the search, from 0
   * @param json what became of it, opaque
   */
  public record Evaluation(int number, String json) {}

  /**
   * Stores where an unfinished run stands and what it has been told since, both or neither. An
   * evaluation that is stored already keeps its first outcome.
   *
   * @param state not a final one
   * @return false if the run is finished already: then nothing was stored
   * @throws StoreException if there is no such run
   */
  public boolean saveProgress(
      String searchId,
      int run,
      TaskState state,
      String progressJson,
      List<Evaluation> evaluations,
      Instant now) {
    return database()
        .transaction(
            handle -> {
              boolean saved = saveProgress(handle, searchId, run, state, progressJson, now);
              if (saved && !evaluations.isEmpty()) {
                insertMissing(handle, searchId, evaluations, now);
              }
              return saved;
            });
  }

  private static void insertMissing(
      Handle handle, String searchId, List<Evaluation> evaluations, Instant now) {
    Set<Integer> known =
        handle
            .createQuery(
                "SELECT number FROM search_evaluation WHERE search_id = :id AND number >= :first")
            .bind("id", searchId)
            .bind("first", evaluations.stream().mapToInt(Evaluation::number).min().orElseThrow())
            .mapTo(Integer.class)
            .set();
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO search_evaluation (search_id, number, evaluation_json, recorded_at)
            VALUES (:id, :number, :json, :now)
            """);
    for (Evaluation evaluation : evaluations) {
      if (!known.contains(evaluation.number())) {
        batch
            .bind("id", searchId)
            .bind("number", evaluation.number())
            .bind("json", evaluation.json())
            .bind("now", now)
            .add();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** The log of a search in the order of the numbers; empty for an unknown one. */
  public List<Evaluation> evaluations(String searchId) {
    return database()
        .transaction(
            handle ->
                handle
                    .createQuery(
                        "SELECT number, evaluation_json FROM search_evaluation"
                            + " WHERE search_id = :id ORDER BY number")
                    .bind("id", searchId)
                    .map((row, context) -> new Evaluation(row.getInt(1), row.getString(2)))
                    .list());
  }
}
