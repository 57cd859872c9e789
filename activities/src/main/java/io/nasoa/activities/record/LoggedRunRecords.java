package io.nasoa.activities.record;

import io.nasoa.workflows.run.RunState;
import io.nasoa.zoo.store.LoggedRunStore;
import io.nasoa.zoo.store.LoggedRunStore.Entry;
import io.nasoa.zoo.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * One kind of long work that has a log, as its activities record both. Safe for use by many
 * threads.
 *
 * @param <S> its states
 * @param <R> its results
 */
public final class LoggedRunRecords<S extends Record & RunState<S>, R extends Record>
    extends RunRecords<S, R> {
  private final LoggedRunStore store;
  private final RunDocuments<?, S, R> documents;

  /**
   * @param log told of what the workflow tries again, and of files that stay
   */
  public LoggedRunRecords(
      LoggedRunStore store, RunDocuments<?, S, R> documents, Clock clock, Logger log) {
    super(store, documents, clock, log);
    this.store = store;
    this.documents = documents;
  }

  /**
   * Stores where a run stands and what it has been told since, both or neither. What is in the log
   * already stays as it was told first.
   *
   * @param told by the numbers in the log
   * @throws StoreException if the store refuses
   */
  public void save(S state, Map<Integer, ? extends Record> told) {
    List<Entry> entries =
        told.entrySet().stream()
            .map(it -> new Entry(it.getKey(), documents.write(it.getValue())))
            .toList();
    save(state, now -> store.appending(state.request().id(), entries, now));
  }
}
