package io.nasoa.workflows.tuning;

import org.jspecify.annotations.Nullable;

/** What a predictor of accuracies may learn from a run that has ended. */
public enum Lesson {
  /** The accuracy of the whole schedule, shortened by its budget or not. */
  WHOLE,
  /** Censored: it was ended from outside, so its accuracy is none of its schedule's. */
  CENSORED,
  /** The accuracy of chance, flagged: the schedule makes the loss leave the finite numbers. */
  DIVERGED,
  /** Nothing: it failed for a reason that is none of its schedule's. */
  NONE;

  static Lesson of(FineTuningResult result) {
    return switch (result.task().state()) {
      case SUCCEEDED -> ofModel(result.task().endedBy());
      case CANCELLED -> CENSORED;
      case FAILED -> FailureTypes.DIVERGED.equals(result.failureType()) ? DIVERGED : NONE;
      case QUEUED, RUNNING, PAUSED, UNKNOWN -> NONE;
    };
  }

  private static Lesson ofModel(@Nullable EndedBy cause) {
    return cause == EndedBy.SCHEDULE || cause == EndedBy.BUDGET ? WHOLE : CENSORED;
  }
}
