package io.nasoa.zoo.store;

import org.jspecify.annotations.Nullable;

/** The store cannot be used or does not hold what was asked for; the message is one sentence. */
public sealed class StoreException extends RuntimeException permits StoreInUseException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    this(message, null);
  }

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
