package io.nasoa.zoo.search.benchmark;

/** A table that no search can be run on; the message is one sentence for its user. */
public final class InvalidSearchTableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidSearchTableException(String message) {
    super(message);
  }
}
