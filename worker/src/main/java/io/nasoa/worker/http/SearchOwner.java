package io.nasoa.worker.http;

import io.nasoa.worker.temporal.SearchSubmission;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;

/** The process that works on a data directory's searches, from inside or from another process. */
public interface SearchOwner extends OwnedSearches {
  /**
   * Accepts a search.
   *
   * @throws io.nasoa.worker.temporal.SearchConflictException if the id belongs to another request
   * @throws OwnerGoneException if the owner is about to end
   */
  SearchSubmission submitSearch(SearchRequest request);

  /**
   * Asks a search for something; what holds already is no error. It cannot be extended.
   *
   * @return where it stands after the request was accepted
   * @throws io.nasoa.worker.temporal.SearchNotFoundException if there is no such search
   * @throws io.nasoa.worker.temporal.TaskStateException if its state does not allow it
   */
  SearchStatus performOnSearch(TaskAction action, String id);

  /**
   * Waits until a search has ended, however it does.
   *
   * @throws io.nasoa.worker.temporal.SearchNotFoundException if there is no such search
   * @throws OwnerGoneException if the owner ends first
   */
  SearchResult awaitSearch(String id) throws InterruptedException;
}
