package io.nasoa.activities.export;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file beside exported weights that cannot be used; the message is one sentence with its path.
 */
public final class InvalidModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  InvalidModelFileException(Path file, String problem) {
    this(file, problem, null);
  }

  InvalidModelFileException(Path file, String problem, @Nullable Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
