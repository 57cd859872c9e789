package io.nasoa.worker.http;

/** The owner's answer was an error that has no exception of its own. */
public final class OwnerRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  OwnerRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }
}
