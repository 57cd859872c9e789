package io.nasoa.worker.temporal;

/** The id of a search belongs to another request. */
public final class SearchConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SearchConflictException(String searchId) {
    super(
        "search %s exists with another request: choose another id, or start the same request"
            .formatted(searchId));
  }
}
