package io.nasoa.worker.temporal;

/** There is no search or build with this id in the store. */
public final class RunNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunNotFoundException(WorkKind kind, String id) {
    super(
        "there is no %s '%s'; \"%s\" lists those that are"
            .formatted(kind.noun(), id, kind.listing()));
  }
}
