package io.nasoa.zoo.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Long work that is told of things one by one: its runs, and the numbered entries of its log. */
public abstract sealed class LoggedRunStore extends RunStore
    permits SearchStore, TableStore, HpoStore, ComparisonStore {
  private final RunLog log;

  /**
   * @param noun what the work's tables are called by
   * @param entry what an entry of its log is called by there
   */
  LoggedRunStore(Database database, String noun, String entry) {
    super(database, noun);
    log = new RunLog(noun, entry);
  }

  /**
   * An entry as stored.
   *
   * @param number its number in the work, from 0
   * @param json opaque
   */
  public record Entry(int number, String json) {}

  /**
   * Adds entries in the transaction that saves the progress they led to: both are stored or
   * neither. One that is there already stays as it was told first.
   */
  public InTransaction appending(String id, List<Entry> entries, Instant now) {
    return handle -> log.insertMissing(handle, id, entries, now);
  }

  /** The log in the order of the numbers; empty for unknown work. */
  public List<Entry> entries(String id) {
    return database().transaction(handle -> log.all(handle, id));
  }

  /** Numbers of the entries that are there. */
  public Set<Integer> numbers(String id) {
    return database().transaction(handle -> log.numbers(handle, id));
  }

  /** What one entry says, if it is there. */
  public Optional<String> entry(String id, int number) {
    return database().transaction(handle -> log.find(handle, id, number));
  }
}
