package io.nasoa.activities.training;

import io.nasoa.activities.network.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Says which attempt may publish a task's files. The newest attempt takes the fence when it starts;
 * an older one that still runs finds that out before it publishes anything.
 */
public final class Fence {
  private final Path file;
  private final String attempt;

  private Fence(Path file, String attempt) {
    this.file = file;
    this.attempt = attempt;
  }

  /**
   * Takes the fence of a task for an attempt.
   *
   * @param file the task's fence file
   * @param attempt a name no other attempt has
   */
  public static Fence take(Path file, String attempt) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFiles.write(file, attempt.getBytes(StandardCharsets.UTF_8));
    return new Fence(file, attempt);
  }

  /** The attempt that this fence was taken for. */
  public String attempt() {
    return attempt;
  }

  /**
   * Returns only while this attempt holds the fence.
   *
   * @throws FencedException when another attempt has taken it
   */
  public void check() throws IOException {
    String holder;
    try {
      holder = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException gone) {
      holder = "nobody";
    }
    if (!holder.equals(attempt)) {
      throw new FencedException(
          "attempt %s lost %s to attempt %s and may not write any more"
              .formatted(attempt, file, holder));
    }
  }

  /** An attempt was replaced while it still ran. */
  public static final class FencedException extends IOException {
    private static final long serialVersionUID = 1;

    FencedException(String message) {
      super(message);
    }
  }
}
