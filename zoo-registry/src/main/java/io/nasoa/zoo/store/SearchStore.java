package io.nasoa.zoo.store;

import java.time.Instant;
import java.util.List;

/** The searches, their runs and every evaluation they have been told of. */
public final class SearchStore extends RunStore {
  private static final RunLog LOG = new RunLog("search", "evaluation");

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
    List<RunLog.Entry> entries =
        evaluations.stream().map(it -> new RunLog.Entry(it.number(), it.json())).toList();
    return database()
        .transaction(
            handle -> {
              boolean saved = saveProgress(handle, searchId, run, state, progressJson, now);
              if (saved) {
                LOG.insertMissing(handle, searchId, entries, now);
              }
              return saved;
            });
  }

  /** The log of a search in the order of the numbers; empty for an unknown one. */
  public List<Evaluation> evaluations(String searchId) {
    return database()
        .transaction(
            handle ->
                LOG.all(handle, searchId).stream()
                    .map(entry -> new Evaluation(entry.number(), entry.json()))
                    .toList());
  }
}
