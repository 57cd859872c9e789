package io.nasoa.activities.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.zoo.store.SearchStore;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The JSON documents in the rows of searches. Safe for use by many threads. */
public final class SearchDocuments {
  private final JsonMapper mapper = PayloadJson.newMapper();

  /** The text to store of a record. */
  public String write(Record document) {
    try {
      return mapper.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of " + document.getClass() + " is not JSON", e);
    }
  }

  /**
   * What a search was asked for.
   *
   * @throws StoreException if the row holds something else
   */
  public SearchRequest request(StoredTask search) {
    return read(search.requestJson(), SearchRequest.class, "request", search.id());
  }

  /**
   * From where a search goes on: what its newest run saved, or what the run before it had reached,
   * or its beginning.
   *
   * @param runs all runs of the search, the first one first
   * @throws StoreException if a row holds something else
   */
  public SearchWorkflowState state(StoredTask search, List<TaskRun> runs) {
    TaskRun newest = search.newestRun();
    String own = newest.progressJson();
    if (own != null) {
      return read(own, SearchWorkflowState.class, "progress", search.id());
    }
    long accepted = newest.claimedAt().toEpochMilli();
    Optional<String> before =
        runs.stream()
            .flatMap(run -> Optional.ofNullable(run.progressJson()).stream())
            .filter(Predicate.not(String::isEmpty))
            .reduce((older, newer) -> newer);
    return before
        .map(json -> read(json, SearchWorkflowState.class, "progress", search.id()))
        .map(reached -> reached.asRun(newest.run(), accepted))
        .orElseGet(() -> SearchWorkflowState.accepted(request(search), newest.run(), accepted));
  }

  /**
   * The result of a run that has ended.
   *
   * @throws StoreException if the row holds something else
   */
  public SearchResult result(String searchId, String resultJson) {
    return read(resultJson, SearchResult.class, "result", searchId);
  }

  /**
   * The log of a search.
   *
   * @throws StoreException if a row holds something else
   */
  public List<EvaluatedCandidate> log(String searchId, List<SearchStore.Evaluation> rows) {
    return rows.stream()
        .map(row -> read(row.json(), EvaluatedCandidate.class, "evaluation", searchId))
        .toList();
  }

  private <T> T read(String json, Class<T> type, String column, String searchId) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          "the stored %s of search %s is not a %s: %s"
              .formatted(column, searchId, type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }
}
