package io.nasoa.worker.temporal;

import io.nasoa.workflows.tuning.FineTuningResult;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submitted request.
 *
 * @param taskId the task
 * @param run number of the run it belongs to
 * @param kind what was done
 * @param result the stored result of a task that had succeeded before, else null
 */
public record Submission(String taskId, int run, Kind kind, @Nullable FineTuningResult result) {

  /** What a submission does. */
  public enum Kind {
    /** A new run. */
    STARTED,
    /** The same request is being worked on. */
    ATTACHED,
    /** The same request has succeeded. */
    FINISHED
  }
}
