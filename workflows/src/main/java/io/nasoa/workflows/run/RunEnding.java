package io.nasoa.workflows.run;

import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;

/**
 * How a run of long work ended.
 *
 * @param state SUCCEEDED, FAILED or CANCELLED
 * @param failureType one of {@link FailureTypes} when it failed
 * @param error one sentence when it failed
 */
public record RunEnding(TaskState state, @Nullable String failureType, @Nullable String error) {
  /** It did what it was asked for. */
  public static RunEnding succeeded() {
    return new RunEnding(TaskState.SUCCEEDED, null, null);
  }

  /**
   * What a failure means for the run.
   *
   * @param cancelAsked whether the user gave the run up: what only stood in the way of a part is
   *     then no reason to call it failed
   * @param part what trainers do of it, with its article
   */
  public static RunEnding of(TemporalFailure failure, boolean cancelAsked, String part) {
    Throwable cause = failure;
    while (cause instanceof ActivityFailure && cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean gaveUp = cancelAsked && !RunningActivities.isVerdict(failure);
    if (gaveUp || cause instanceof CanceledFailure) {
      return new RunEnding(TaskState.CANCELLED, null, null);
    }
    if (cause instanceof ApplicationFailure told) {
      return failed(told.getType(), told.getOriginalMessage());
    }
    if (cause instanceof TimeoutFailure timeout) {
      return failed(
          FailureTypes.INTERNAL,
          "%s took longer than it may (%s)".formatted(part, timeout.getTimeoutType()));
    }
    return failed(FailureTypes.INTERNAL, cause.getMessage());
  }

  private static RunEnding failed(String type, @Nullable String sentence) {
    String told = sentence == null || sentence.isBlank() ? "failed without a message" : sentence;
    return new RunEnding(TaskState.FAILED, type, told);
  }

  /**
   * What the workflow ends with, after the store knows.
   *
   * @param work what the run is of, with its article
   */
  public TemporalFailure toFailure(String work) {
    return state == TaskState.CANCELLED
        ? new CanceledFailure(work + " was cancelled")
        : ApplicationFailure.newNonRetryableFailure(
            String.valueOf(error), String.valueOf(failureType));
  }
}
