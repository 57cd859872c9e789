package io.nasoa.worker.temporal;

import io.nasoa.activities.comparison.ComparisonDocuments;
import io.nasoa.workflows.comparison.ComparisonPiece;
import io.nasoa.workflows.comparison.ComparisonRecordActivities;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonState;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.comparison.FinishComparisonInput;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.ComparisonStore;
import io.nasoa.zoo.store.StoredTask;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The side-by-side comparisons of a process. Thread-safe. */
public final class ComparisonService
    extends RunService<ComparisonRequest, ComparisonState, ComparisonStatus, ComparisonResult> {
  private final ComparisonStore comparisons;
  private final ComparisonDocuments documents;
  private final ComparisonRecordActivities records;
  private final TemporalSession session;

  /**
   * The comparisons of a session whose workers know them.
   *
   * @param claiming held while a server is renewed: nothing is started on one that is about to go
   */
  ComparisonService(
      ComparisonStore store,
      ComparisonRecordActivities records,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
    this(store, new ComparisonDocuments(), records, settings, session, claiming, clock);
  }

  private ComparisonService(
      ComparisonStore store,
      ComparisonDocuments documents,
      ComparisonRecordActivities records,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
    super(RunKind.COMPARISON, store, documents, settings, session::comparisons, claiming, clock);
    this.comparisons = store;
    this.documents = documents;
    this.records = records;
    this.session = session;
  }

  /** Id of the unfinished comparison that leads a search: nobody else starts that one. */
  Optional<String> leaderOf(String search) {
    return comparisons.unfinished().stream()
        .filter(it -> searchesOf(it).contains(search))
        .map(StoredTask::id)
        .findFirst();
  }

  private List<String> searchesOf(StoredTask comparison) {
    return documents.state(comparison, comparisons.runs(comparison.id())).proposals().stream()
        .map(ComparisonPiece::search)
        .filter(Objects::nonNull)
        .map(HpoRequest::hpoId)
        .toList();
  }

  /** The embedded server leaves them running, so that they could not be started again. */
  @Override
  void dropLed(String id) {
    comparisons
        .find(id)
        .map(this::searchesOf)
        .orElse(List.of())
        .forEach(
            search -> session.hpo().drop(search, "comparison %s is started again".formatted(id)));
  }

  @Override
  ComparisonStatus statusOf(ComparisonState state, TaskState run) {
    return ComparisonStatus.of(state, run);
  }

  @Override
  void endAsCancelled(ComparisonState state) {
    var unused =
        records.finish(
            new FinishComparisonInput(
                FinishComparisonInput.SCHEMA, state, TaskState.CANCELLED, null, null));
  }
}
