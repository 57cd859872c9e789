package io.nasoa.activities.tuning;

/** A model cannot be used as asked: the message names it and says why. */
public final class InvalidModelException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** With one sentence. */
  public InvalidModelException(String message) {
    super(message);
  }

  /** With one sentence and what led to it. */
  public InvalidModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
