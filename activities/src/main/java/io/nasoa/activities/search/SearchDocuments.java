package io.nasoa.activities.search;

import io.nasoa.activities.record.RunDocuments;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.zoo.store.LoggedRunStore;
import io.nasoa.zoo.store.StoreException;
import java.util.List;

/** The JSON documents in the rows of searches. Safe for use by many threads. */
public final class SearchDocuments
    extends RunDocuments<SearchRequest, SearchWorkflowState, SearchResult> {
  /** Those of searches. */
  public SearchDocuments() {
    super(
        "search",
        SearchRequest.class,
        SearchWorkflowState.class,
        SearchResult.class,
        SearchWorkflowState::accepted);
  }

  /**
   * The log of a search.
   *
   * @throws StoreException if a row holds something else
   */
  public List<EvaluatedCandidate> log(String searchId, List<LoggedRunStore.Entry> rows) {
    return rows.stream()
        .map(row -> read(row.json(), EvaluatedCandidate.class, "evaluation", searchId))
        .toList();
  }
}
