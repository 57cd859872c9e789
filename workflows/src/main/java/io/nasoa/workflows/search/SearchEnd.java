package io.nasoa.workflows.search;

import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a search ended.
 *
 * @param state SUCCEEDED, FAILED or CANCELLED
 * @param failureType one of {@link FailureTypes} when it failed
 * @param error one sentence when it failed
 */
record SearchEnd(TaskState state, @Nullable String failureType, @Nullable String error) {
  static SearchEnd succeeded() {
    return new SearchEnd(TaskState.SUCCEEDED, null, null);
  }

  /**
   * What a failure means for the run.
   *
   * @param cancelAsked whether the user gave the run up: what only stood in the way of an
   *     evaluation is then no reason to call it failed
   */
  static SearchEnd of(TemporalFailure failure, boolean cancelAsked) {
    Throwable cause = failure;
    while (cause instanceof ActivityFailure && cause.getCause() != null) {
      cause = cause.getCause();
    }
    boolean gaveUp = cancelAsked && !RunningEvaluations.isVerdict(failure);
    if (gaveUp || cause instanceof CanceledFailure) {
      return new SearchEnd(TaskState.CANCELLED, null, null);
    }
    if (cause instanceof ApplicationFailure told) {
      return failed(told.getType(), told.getOriginalMessage());
    }
    if (cause instanceof TimeoutFailure timeout) {
      return failed(
          FailureTypes.INTERNAL,
          "an evaluation took longer than it may (%s)".formatted(timeout.getTimeoutType()));
    }
    return failed(FailureTypes.INTERNAL, cause.getMessage());
  }

  private static SearchEnd failed(String type, @Nullable String sentence) {
    String told = sentence == null || sentence.isBlank() ? "failed without a message" : sentence;
    return new SearchEnd(TaskState.FAILED, type, told);
  }

  /** What the workflow ends with, after the store knows. */
  TemporalFailure toFailure() {
    return state == TaskState.CANCELLED
        ? new CanceledFailure("the search was cancelled")
        : ApplicationFailure.newNonRetryableFailure(
            String.valueOf(error), String.valueOf(failureType));
  }
}
