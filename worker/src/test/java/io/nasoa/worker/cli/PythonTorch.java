package io.nasoa.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python with PyTorch runs the scripts of {@code activities/src/test/python}. Where {@code
 * CI=true} its absence fails the test, elsewhere it skips it.
 */
final class PythonTorch {
  private final String python;

  private PythonTorch(String python) {
    this.python = python;
  }

  /** Looks at {@code NASOA_PYTHON}, {@code python3} on the path and {@code /usr/bin/python3}. */
  static PythonTorch require() throws IOException, InterruptedException {
    List<String> candidates = new ArrayList<>(List.of("python3", "/usr/bin/python3"));
    Optional.ofNullable(System.getenv("NASOA_PYTHON")).ifPresent(name -> candidates.add(0, name));
    for (String candidate : candidates) {
      if (run(List.of(candidate, "-c", "import torch")).isEmpty()) {
        return new PythonTorch(candidate);
      }
    }
    String missing = "no Python with PyTorch among " + candidates + " (NASOA_PYTHON names one)";
    return Boolean.parseBoolean(System.getenv("CI")) ? fail(missing) : Assumptions.abort(missing);
  }

  /** Runs a script, which must succeed. */
  void run(String script, String... arguments) throws IOException, InterruptedException {
    Path scripts = Launcher.script().resolveSibling("activities/src/test/python");
    List<String> command = new ArrayList<>(List.of(python, scripts.resolve(script).toString()));
    command.addAll(List.of(arguments));
    assertThat(run(command)).as(String.join(" ", command)).isEmpty();
  }

  /** What went wrong; nothing if it succeeded. */
  private static Optional<String> run(List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? Optional.empty() : Optional.of(output);
  }
}
