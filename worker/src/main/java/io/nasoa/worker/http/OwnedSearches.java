package io.nasoa.worker.http;

import io.nasoa.worker.temporal.SearchNotFoundException;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import java.util.List;
import java.util.Optional;

/**
 * What can be read of a data directory's searches: by its owner, or from its owner by another
 * process. Implementations are safe for use by many threads.
 */
public interface OwnedSearches {
  /** Every search, in the order of the first starts. */
  List<SearchStatus> searches();

  /**
   * Where a search stands.
   *
   * @throws SearchNotFoundException if there is no such search
   */
  SearchStatus search(String id);

  /**
   * How a search's newest run ended; empty until it has.
   *
   * @throws SearchNotFoundException if there is no such search
   */
  Optional<SearchResult> searchResult(String id);

  /**
   * Every evaluation that a search has been told of, in the order of asking.
   *
   * @throws SearchNotFoundException if there is no such search
   */
  List<EvaluatedCandidate> searchLog(String id);
}
