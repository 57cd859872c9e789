package io.nasoa.zoo.replay;

import org.jspecify.annotations.Nullable;

/** Planning cannot be evaluated on a table; the message says why in one sentence. */
public final class InvalidReplayException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidReplayException(@Nullable String message) {
    super(message);
  }
}
