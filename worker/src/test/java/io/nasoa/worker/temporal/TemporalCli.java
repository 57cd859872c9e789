package io.nasoa.worker.temporal;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * The pinned Temporal server of {@code src/test/tools/temporal}. In CI it is built when it is not
 * there and its absence fails the test; elsewhere absence skips the test and tells how to build it.
 */
public final class TemporalCli {
  private static final Path INSTALL = Path.of("src/test/tools/temporal/install");

  private TemporalCli() {}

  /** The executable file. */
  public static Path require() throws IOException, InterruptedException {
    boolean ci = Boolean.parseBoolean(System.getenv("CI"));
    Path module = Files.exists(INSTALL) ? Path.of("") : Path.of("worker");
    String script = module.resolve(INSTALL).toAbsolutePath().toString();
    File errors = File.createTempFile("temporal-install", ".txt");
    try {
      Process process =
          new ProcessBuilder(ci ? List.of(script) : List.of(script, "--no-build"))
              .redirectError(errors)
              .start();
      String path = process.inputReader().lines().collect(joining());
      if (process.waitFor() == 0) {
        return Path.of(path);
      }
      String reason = Files.readString(errors.toPath()).strip();
      return ci ? fail(reason) : Assumptions.abort(reason);
    } finally {
      Files.delete(errors.toPath());
    }
  }
}
