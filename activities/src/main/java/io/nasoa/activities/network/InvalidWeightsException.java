package io.nasoa.activities.network;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file with weights that cannot be used: damaged, of another format, or not fitting the network
 * it is meant for. The message is one sentence that names the file, the offender and what to do.
 */
public final class InvalidWeightsException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;

  /**
   * Builds the sentence {@code <file>: <problem>}.
   *
   * @param file the offending file
   * @param problem what is wrong with it, without the file's name
   */
  public InvalidWeightsException(Path file, String problem) {
    this(file, problem, null);
  }

  /** As above, keeping what led to it. */
  public InvalidWeightsException(Path file, String problem, @Nullable Throwable cause) {
    super(file + ": " + problem, cause);
    this.file = file.toString();
  }

  /** The offending file. */
  public Path file() {
    return Path.of(file);
  }
}
