package io.nasoa.workflows.tuning;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param state SUCCEEDED, FAILED or CANCELLED
 * @param failureType one of {@link FailureTypes} when it failed
 * @param error one sentence when it failed
 * @param lastStage seconds of the stage that did not finish, as far as it told
 */
record RunEnd(
    TaskState state, @Nullable String failureType, @Nullable String error, Ledger lastStage) {

  static RunEnd succeeded() {
    return new RunEnd(TaskState.SUCCEEDED, null, null, Ledger.EMPTY);
  }

  /**
   * What a failure of a stage means for the run.
   *
   * @param cancelAsked whether the user gave the run up: what only stood in the way of a stage is
   *     then no reason to call it failed
   */
  static RunEnd of(TemporalFailure failure, boolean cancelAsked) {
    if (cancelAsked && failure instanceof ActivityFailure stage && !StageScope.isVerdict(stage)) {
      return cancelled(ledgerOf(stage.getCause()));
    }
    Throwable cause = failure;
    while (cause instanceof ActivityFailure && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof CanceledFailure) {
      return cancelled(Ledger.EMPTY);
    }
    if (cause instanceof ApplicationFailure told) {
      Ledger ledger = ledgerOf(told);
      return FailureTypes.CANCELLED.equals(told.getType())
          ? cancelled(ledger)
          : failed(told.getType(), told.getOriginalMessage(), ledger);
    }
    if (cause instanceof TimeoutFailure timeout) {
      String sentence = "a stage took longer than it may (%s)".formatted(timeout.getTimeoutType());
      return failed(FailureTypes.INTERNAL, sentence, Ledger.EMPTY);
    }
    return failed(FailureTypes.INTERNAL, String.valueOf(cause.getMessage()), Ledger.EMPTY);
  }

  private static RunEnd cancelled(Ledger ledger) {
    return new RunEnd(TaskState.CANCELLED, null, null, ledger);
  }

  private static RunEnd failed(String type, @Nullable String sentence, Ledger ledger) {
    String told = sentence == null || sentence.isBlank() ? "failed without a message" : sentence;
    return new RunEnd(TaskState.FAILED, type, told, ledger);
  }

  private static Ledger ledgerOf(@Nullable Throwable cause) {
    if (!(cause instanceof ApplicationFailure failure) || failure.getDetails().getSize() == 0) {
      return Ledger.EMPTY;
    }
    Ledger told = failure.getDetails().get(0, Ledger.class);
    return told == null ? Ledger.EMPTY : told;
  }

  /** What the workflow ends with, after the store knows. */
  TemporalFailure toFailure() {
    return switch (state) {
      case CANCELLED -> new CanceledFailure("the task was cancelled");
      default ->
          ApplicationFailure.newNonRetryableFailure(
              String.valueOf(error), String.valueOf(failureType));
    };
  }
}
