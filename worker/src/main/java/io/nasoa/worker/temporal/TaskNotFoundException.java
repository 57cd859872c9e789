package io.nasoa.worker.temporal;

/** There is no task with this id in the store. */
public final class TaskNotFoundException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TaskNotFoundException(String taskId) {
    super("there is no task '%s'; \"nasoa task list\" lists those that are".formatted(taskId));
  }
}
