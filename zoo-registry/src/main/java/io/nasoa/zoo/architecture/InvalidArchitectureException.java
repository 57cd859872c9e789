package io.nasoa.zoo.architecture;

/**
 * An architecture string that is not of the grammar, or that the grammar allows and no network can
 * have. The message is one sentence: what is wrong, where, the value, what is expected.
 */
public final class InvalidArchitectureException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_SHOWN = 120;

  public InvalidArchitectureException(String message) {
    super(message);
  }

  private InvalidArchitectureException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same problem, said of the text it was found in. */
  public InvalidArchitectureException in(String text) {
    return new InvalidArchitectureException(
        "architecture %s: %s".formatted(quote(text), getMessage()), this);
  }

  /**
   * The text in quotes as a message can show it: on one line, cut after some {@value #MAX_SHOWN}
   * characters, what is not printable ASCII as its code unit.
   */
  static String quote(String text) {
    StringBuilder shown = new StringBuilder("'");
    int i = 0;
    for (; i < text.length() && shown.length() <= MAX_SHOWN; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        shown.append(c);
      } else {
        shown.append("\\u%04x".formatted((int) c));
      }
    }
    return shown.append(i < text.length() ? "...'" : "'").toString();
  }
}
