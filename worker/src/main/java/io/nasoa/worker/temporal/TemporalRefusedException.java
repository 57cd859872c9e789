package io.nasoa.worker.temporal;

/** The Temporal server answers, but not as we ask it: no such namespace, wrong credentials. */
public final class TemporalRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemporalRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
