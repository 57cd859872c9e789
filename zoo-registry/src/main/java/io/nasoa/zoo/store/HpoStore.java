package io.nasoa.zoo.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The searches for hyper-parameters, their runs and what each piece of them gave. */
public final class HpoStore extends RunStore {
  private static final RunLog LOG = new RunLog("hpo", "piece");

  public HpoStore(Database database) {
    super(database, "hpo");
  }

  /**
   * What a piece gave.
   *
   * @param number its number in the search, from 0
   * @param json opaque
   */
  public record Piece(int number, String json) {}

  /**
   * Stores where an unfinished run stands and what it has been told since, both or neither. A piece
   * that is stored already keeps what it gave first.
   *
   * @param state not a final one
   * @return false if the run is finished already: then nothing was stored
   * @throws StoreException if there is no such run
   */
  public boolean saveProgress(
      String hpoId,
      int run,
      TaskState state,
      String progressJson,
      List<Piece> pieces,
      Instant now) {
    List<RunLog.Entry> entries =
        pieces.stream().map(piece -> new RunLog.Entry(piece.number(), piece.json())).toList();
    return database()
        .transaction(
            handle -> {
              boolean saved = saveProgress(handle, hpoId, run, state, progressJson, now);
              if (saved) {
                LOG.insertMissing(handle, hpoId, entries, now);
              }
              return saved;
            });
  }

  /** What all pieces gave, in the order of the numbers; empty for an unknown search. */
  public List<Piece> pieces(String hpoId) {
    return database()
        .transaction(
            handle ->
                LOG.all(handle, hpoId).stream()
                    .map(entry -> new Piece(entry.number(), entry.json()))
                    .toList());
  }

  /** What one piece gave, if it has. */
  public Optional<String> piece(String hpoId, int number) {
    return database().transaction(handle -> LOG.find(handle, hpoId, number));
  }
}
