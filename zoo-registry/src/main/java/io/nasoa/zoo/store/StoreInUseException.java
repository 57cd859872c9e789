package io.nasoa.zoo.store;

import org.jspecify.annotations.Nullable;

/** Another opener owns the store; the message names its process when that is known. */
public final class StoreInUseException extends StoreException {
  private static final long serialVersionUID = 1L;

  StoreInUseException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
