package io.nasoa.worker.temporal;

/** A task's state does not allow what was asked of it; the message is one sentence. */
public final class TaskStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskStateException(String sentence) {
    super(sentence);
  }
}
