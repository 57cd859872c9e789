package io.nasoa.workflows.tuning;

import io.nasoa.workflows.payload.PayloadConverters;
import io.temporal.failure.ApplicationFailure;
import java.util.List;

/**
 * Types of the application failures that activities and the workflow raise; part of recorded
 * histories, so a name is never changed.
 */
public final class FailureTypes {
  private FailureTypes() {}

  /** A field of the request cannot be right. */
  public static final String INVALID_REQUEST = "InvalidRequest";

  /** The task's id belongs to another request. */
  public static final String CONFLICT = "Conflict";

  /** The data cannot be used: the message names the offender. */
  public static final String INVALID_DATA = "InvalidData";

  /** The named model is not in the zoo, or its weights are not what the zoo says. */
  public static final String INVALID_MODEL = "InvalidModel";

  /** No schedule fits the budget. */
  public static final String NO_FEASIBLE_PLAN = "NoFeasiblePlan";

  /** The loss left the finite numbers. */
  public static final String DIVERGED = "Diverged";

  /** The deadline passed before the first step was done. */
  public static final String DEADLINE_PASSED = "DeadlinePassed";

  /** Stopped as asked before the first step was done: there is no model to keep. */
  public static final String STOPPED = "Stopped";

  /** No candidate of a search could be evaluated: there is nothing to go on from. */
  public static final String NOTHING_EVALUATED = "NothingEvaluated";

  /** No model of a build got into the zoo. */
  public static final String NOTHING_REGISTERED = "NothingRegistered";

  /** Asked of a run in a state that does not allow it. */
  public static final String INVALID_STATE = "InvalidState";

  /** Cancelled as asked, with the ledger that a plain cancellation cannot carry. */
  public static final String CANCELLED = "Cancelled";

  /** A payload is larger than the limit. */
  public static final String PAYLOAD_TOO_LARGE = PayloadConverters.PAYLOAD_TOO_LARGE;

  /** A defect of the program. */
  public static final String INTERNAL = "Internal";

  /** The artifact root cannot be read or written: tried again, for the disk may come back. */
  public static final String STORAGE_UNAVAILABLE = "StorageUnavailable";

  /** What trying again cannot mend. */
  public static final List<String> NOT_RETRYABLE =
      List.of(
          INVALID_REQUEST,
          CONFLICT,
          INVALID_DATA,
          INVALID_MODEL,
          NO_FEASIBLE_PLAN,
          DIVERGED,
          DEADLINE_PASSED,
          STOPPED,
          NOTHING_EVALUATED,
          NOTHING_REGISTERED,
          INVALID_STATE,
          CANCELLED,
          PAYLOAD_TOO_LARGE,
          INTERNAL);

  /** What a run fails with that is to finish with the weights it has, and has none. */
  public static ApplicationFailure nothingToFinish(EndedBy cause) {
    return cause == EndedBy.DEADLINE
        ? ApplicationFailure.newNonRetryableFailure(
            "the deadline passed before the first training step", DEADLINE_PASSED)
        : ApplicationFailure.newNonRetryableFailure(
            "stopped before the first training step: there is no model to keep", STOPPED);
  }
}
