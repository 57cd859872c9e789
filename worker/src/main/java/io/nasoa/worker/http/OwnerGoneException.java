package io.nasoa.worker.http;

/** The owner of the data directory ended, or is about to; whoever asks may look for the next. */
public final class OwnerGoneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OwnerGoneException(String message, Throwable cause) {
    super(message, cause);
  }

  public OwnerGoneException(String message) {
    super(message);
  }
}
