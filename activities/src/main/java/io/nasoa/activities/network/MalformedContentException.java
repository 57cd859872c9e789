package io.nasoa.activities.network;

import java.io.IOException;
import java.nio.file.Path;

/** Says what is wrong inside a file, for a reader that puts the file's name before it. */
final class MalformedContentException extends IOException {
  private static final long serialVersionUID = 1L;

  MalformedContentException(String problem) {
    super(problem);
  }

  MalformedContentException(String problem, Throwable cause) {
    super(problem, cause);
  }

  InvalidWeightsException in(Path file) {
    return new InvalidWeightsException(file, String.valueOf(getMessage()), this);
  }

  /** {@code text} in quotes, shortened and without control characters. */
  static String quoted(String text) {
    String shortened = text.length() > 200 ? text.substring(0, 200) + "..." : text;
    return "'" + shortened.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
