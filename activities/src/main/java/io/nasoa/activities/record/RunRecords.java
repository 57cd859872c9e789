package io.nasoa.activities.record;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.work.Recording;
import io.nasoa.workflows.run.RunState;
import io.nasoa.zoo.store.InTransaction;
import io.nasoa.zoo.store.RunStore;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskState;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * One kind of long work as its activities record it. Every write may be repeated. Safe for use by
 * many threads.
 *
 * @param <S> its states
 * @param <R> its results
 */
public class RunRecords<S extends Record & RunState<S>, R extends Record> {
  private final RunStore store;
  private final RunDocuments<?, S, R> documents;
  private final Clock clock;
  private final Logger log;

  /**
   * @param log told of what the workflow tries again, and of files that stay
   */
  public RunRecords(RunStore store, RunDocuments<?, S, R> documents, Clock clock, Logger log) {
    this.store = store;
    this.documents = documents;
    this.clock = clock;
    this.log = log;
  }

  /**
   * Decides what comes next.
   *
   * @param failureType one of {@link io.nasoa.workflows.tuning.FailureTypes} if nothing can
   * @throws ApplicationFailure of that type, never tried again, for an {@link
   *     IllegalArgumentException} or {@link IllegalStateException}
   */
  public final <T> T next(String id, String failureType, Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          "%s %s cannot go on: %s".formatted(documents.noun(), id, e.getMessage()), failureType, e);
    }
  }

  /**
   * Stores where a run stands; of one that has ended nothing.
   *
   * @throws StoreException if the store refuses
   */
  public final void save(S state) {
    save(state, now -> InTransaction.NOTHING);
  }

  /**
   * The same, with something that happens in the same transaction.
   *
   * @param also given the time at which it is stored
   */
  final void save(S state, Function<Instant, InTransaction> also) {
    Instant now = clock.instant();
    Recording.stored(
        log,
        () ->
            store.saveProgress(
                state.request().id(),
                state.run(),
                state.interventionsOrNone().pause() ? TaskState.PAUSED : TaskState.RUNNING,
                documents.write(state),
                now,
                also.apply(now)));
  }

  /**
   * Ends a run.
   *
   * @param ended how, as workflows call it
   * @return the result as stored, which is the first call's
   * @throws StoreException if the store refuses
   */
  public final R finish(S state, io.nasoa.workflows.tuning.TaskState ended, R result) {
    String id = state.request().id();
    TaskRun stored =
        Recording.stored(
            log,
            () ->
                store.finish(
                    id,
                    state.run(),
                    Recording.endOf(ended),
                    documents.write(result),
                    clock.instant()));
    String json = stored.resultJson();
    return json == null ? result : documents.result(id, json);
  }

  /** Removes files that are of no use any more; where that fails, they cost space only. */
  public final void collect(Path directory) {
    try {
      AtomicFiles.deleteTree(directory);
    } catch (IOException e) {
      log.warn("{} stays: {}", directory, e.getMessage());
    }
  }
}
