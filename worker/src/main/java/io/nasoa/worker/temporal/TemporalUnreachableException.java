package io.nasoa.worker.temporal;

/** The Temporal server does not answer; the message says where and what to do. */
public final class TemporalUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemporalUnreachableException(String message) {
    super(message);
  }

  TemporalUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
