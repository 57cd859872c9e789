package io.nasoa.worker.temporal;

/** The id of a search or a build belongs to another request. */
public final class RunConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunConflictException(WorkKind kind, String id) {
    super(
        "%s %s exists with another request: choose another id, or start the same request"
            .formatted(kind.noun(), id));
  }
}
