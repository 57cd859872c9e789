package io.nasoa.activities.airflow;

import org.jspecify.annotations.Nullable;

/** A call of Airflow that did not do what was asked; the message is one sentence for a user. */
public final class AirflowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, as far as a caller acts on it. */
  public enum Problem {
    /** No answer: whether the request was carried out is unknown. */
    UNREACHABLE(true),
    /** Airflow, or what stands before it, cannot answer now (408, 429, 5xx). */
    UNAVAILABLE(true),
    /** The credentials are refused (401, or 403 for a token that is none of this Airflow's). */
    UNAUTHENTICATED(false),
    /** The user's role does not allow it (403). */
    FORBIDDEN(false),
    /** What the request names does not exist (404). */
    NOT_FOUND(false),
    /** Something else stands where the request wants to write (409). */
    CONFLICT(false),
    /** Airflow does not take the request (400, 422 and other 4xx). */
    INVALID(false),
    /** Whatever answered is no Airflow 3, or not one that this client understands. */
    UNREADABLE(false);

    private final boolean retryable;

    Problem(boolean retryable) {
      this.retryable = retryable;
    }
  }

  private final Problem problem;
  private final int status;

  /**
   * One failed call.
   *
   * @param status HTTP status of the answer, 0 without one
   */
  public AirflowException(Problem problem, int status, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = problem;
    this.status = status;
  }

  /** What went wrong. */
  public Problem problem() {
    return problem;
  }

  /** HTTP status of the answer, 0 without one. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later without anybody's doing. */
  public boolean retryable() {
    return problem.retryable;
  }
}
