package io.nasoa.activities.data;

/**
 * One image file that cannot be read. The message is the reason without the file's name; whoever
 * knows the name lists it, and skips the file or refuses the data set.
 */
public final class CorruptImageException extends Exception {
  private static final long serialVersionUID = 1L;

  public CorruptImageException(String reason) {
    super(reason);
  }

  public CorruptImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
