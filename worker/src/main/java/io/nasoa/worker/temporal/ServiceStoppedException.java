package io.nasoa.worker.temporal;

/** The service stopped while somebody waited for a task; the task goes on at the next start. */
public final class ServiceStoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ServiceStoppedException(String taskId) {
    super("stopped before task %s ended; it goes on when it is started again".formatted(taskId));
  }
}
