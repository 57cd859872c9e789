package io.nasoa.worker.http;

import io.nasoa.activities.search.SearchDocuments;
import io.nasoa.worker.temporal.SearchNotFoundException;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.SearchStore;
import io.nasoa.zoo.store.StoredTask;
import java.util.List;
import java.util.Optional;

/** The searches of a data directory that this process owns, as its store tells. */
public final class StoredSearches implements OwnedSearches {
  private final SearchStore store;
  private final SearchDocuments documents = new SearchDocuments();

  public StoredSearches(SearchStore store) {
    this.store = store;
  }

  @Override
  public List<SearchStatus> searches() {
    return store.list().stream().map(this::known).toList();
  }

  @Override
  public SearchStatus search(String id) {
    return known(require(id));
  }

  @Override
  public Optional<SearchResult> searchResult(String id) {
    return Optional.ofNullable(require(id).newestRun().resultJson())
        .map(json -> documents.result(id, json));
  }

  @Override
  public List<EvaluatedCandidate> searchLog(String id) {
    return documents.log(require(id).id(), store.evaluations(id));
  }

  private SearchStatus known(StoredTask search) {
    String result = search.newestRun().resultJson();
    return result == null
        ? SearchStatus.of(
            documents.state(search, store.runs(search.id())),
            TaskState.valueOf(search.newestRun().state().name()))
        : documents.result(search.id(), result).status();
  }

  private StoredTask require(String id) {
    return store.find(id).orElseThrow(() -> new SearchNotFoundException(id));
  }
}
