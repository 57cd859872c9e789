package io.nasoa.worker.temporal;

/** The id of a submitted task belongs to another request. */
public final class TaskConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskConflictException(String taskId) {
    super(
        "task %s exists with another request: choose another id, or submit the same request"
            .formatted(taskId));
  }
}
