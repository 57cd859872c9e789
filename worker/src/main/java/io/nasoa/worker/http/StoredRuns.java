package io.nasoa.worker.http;

import io.nasoa.activities.record.RunDocuments;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.run.RunState;
import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.RunStore;
import io.nasoa.zoo.store.StoredTask;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The searches or builds of a data directory that this process owns, as its store tells.
 *
 * @param <S> the state of one
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 */
public final class StoredRuns<
        S extends Record & RunState<S>, T extends RunStatus, R extends Record & RunResult<T>>
    implements OwnedRuns<T, R> {
  private final WorkKind kind;
  private final RunStore store;
  private final RunDocuments<?, S, R> documents;
  private final BiFunction<S, TaskState, T> statusOf;

  public StoredRuns(
      WorkKind kind,
      RunStore store,
      RunDocuments<?, S, R> documents,
      BiFunction<S, TaskState, T> statusOf) {
    this.kind = kind;
    this.store = store;
    this.documents = documents;
    this.statusOf = statusOf;
  }

  @Override
  public List<T> list() {
    return store.list().stream().map(this::known).toList();
  }

  @Override
  public T status(String id) {
    return known(require(id));
  }

  @Override
  public Optional<R> result(String id) {
    return Optional.ofNullable(require(id).newestRun().resultJson())
        .map(json -> documents.result(id, json));
  }

  private T known(StoredTask work) {
    String result = work.newestRun().resultJson();
    return result == null
        ? statusOf.apply(
            documents.state(work, store.runs(work.id())),
            TaskState.valueOf(work.newestRun().state().name()))
        : documents.result(work.id(), result).status();
  }

  private StoredTask require(String id) {
    return store.find(id).orElseThrow(() -> new RunNotFoundException(kind, id));
  }
}
