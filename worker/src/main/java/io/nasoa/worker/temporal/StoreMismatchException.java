package io.nasoa.worker.temporal;

/** A deployment and the files at hand belong to different stores; the message says what to do. */
public final class StoreMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreMismatchException(String message) {
    super(message);
  }
}
