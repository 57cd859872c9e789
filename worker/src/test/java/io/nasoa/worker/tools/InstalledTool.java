package io.nasoa.worker.tools;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that a script in {@code src/test/tools} installs from pins. In CI it is installed when
 * it is not there and its absence fails the test; elsewhere absence skips the test and tells how to
 * install it.
 */
public final class InstalledTool {
  private static final Path TOOLS = Path.of("src/test/tools");

  private InstalledTool() {}

  /** A tool's folder in the sources. */
  public static Path folder(String tool) {
    Path module = Files.exists(TOOLS) ? Path.of("") : Path.of("worker");
    return module.resolve(TOOLS).resolve(tool).toAbsolutePath();
  }

  /** Where it is installed. */
  public static Path require(String tool) throws IOException, InterruptedException {
    boolean ci = Boolean.parseBoolean(System.getenv("CI"));
    String script = folder(tool).resolve("install").toString();
    File errors = File.createTempFile(tool + "-install", ".txt");
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
