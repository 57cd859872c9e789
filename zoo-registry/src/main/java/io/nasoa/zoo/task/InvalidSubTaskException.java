package io.nasoa.zoo.task;

/** A text is no sub-task; the message says what is wrong in one sentence. */
public final class InvalidSubTaskException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidSubTaskException(String message) {
    super(message);
  }
}
