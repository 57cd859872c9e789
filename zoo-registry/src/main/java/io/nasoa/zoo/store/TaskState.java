package io.nasoa.zoo.store;

/** Where a run of a task stands. */
public enum TaskState {
  /** Accepted, waiting for a trainer. */
  QUEUED,
  /** A trainer has it, or had it and may come back. */
  RUNNING,
  /** Stopped on request with its checkpoint kept. */
  PAUSED,
  /** Ended with a model. */
  SUCCEEDED,
  /** Ended without a model by an error. */
  FAILED,
  /** Ended without a model on request. */
  CANCELLED;

  /** Whether a run in this state stays in it for ever. */
  public boolean isFinal() {
    return switch (this) {
      case QUEUED, RUNNING, PAUSED -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
