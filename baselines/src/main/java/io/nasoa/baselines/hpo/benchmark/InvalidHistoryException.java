package io.nasoa.baselines.hpo.benchmark;

/** A file of histories that nothing can be drawn from; the message is one sentence for its user. */
public final class InvalidHistoryException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidHistoryException(String message) {
    super(message);
  }
}
