package io.nasoa.zoo.architecture;

/**
 * An architecture string that is not of the grammar, or that the grammar allows and no network can
 * have. The message is one sentence: what is wrong, where, the value, what is expected.
 */
public final class InvalidArchitectureException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public InvalidArchitectureException(String message) {
    super(message);
  }

  private InvalidArchitectureException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same problem, said of the text it was found in. */
  InvalidArchitectureException in(String text) {
    return new InvalidArchitectureException(
        "architecture %s: %s".formatted(quote(text), getMessage()), this);
  }

  /**
   * The text in quotes as a message can show it: at most 120 characters, on one line, what is not
   * printable ASCII as its code unit.
   */
  static String quote(String text) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), 120); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        shown.append(c);
      } else {
        shown.append("\\u%04x".formatted((int) c));
      }
    }
    return shown.append(text.length() > 120 ? "...'" : "'").toString();
  }
}
