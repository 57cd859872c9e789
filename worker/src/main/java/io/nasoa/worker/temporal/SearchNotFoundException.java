package io.nasoa.worker.temporal;

/** There is no search with this id in the store. */
public final class SearchNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SearchNotFoundException(String searchId) {
    super(
        "there is no search '%s'; \"nasoa search list\" lists those that are".formatted(searchId));
  }
}
