package io.nasoa.activities.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PyTorch, in Python, that tests compare with. Where {@code CI=true} its absence fails the
 * test, elsewhere it skips it.
 */
public final class PythonTorch {
  private static final Path SCRIPTS = Path.of("src", "test", "python");
  private static final long MINUTES = 10;

  private final String python;

  private PythonTorch(String python) {
    this.python = python;
  }

  /** Looks at {@code NASOA_PYTHON}, {@code python3} on the path and {@code /usr/bin/python3}. */
  public static PythonTorch require() throws IOException, InterruptedException {
    List<String> candidates = new ArrayList<>(List.of("python3", "/usr/bin/python3"));
    Optional.ofNullable(System.getenv("NASOA_PYTHON")).ifPresent(p -> candidates.add(0, p));
    for (String candidate : candidates) {
      if (start(List.of(candidate, "-c", "import torch")).status() == 0) {
        return new PythonTorch(candidate);
      }
    }
    String missing = "no Python with PyTorch among " + candidates + " (NASOA_PYTHON names one)";
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      return fail(missing);
    }
    return Assumptions.abort(missing);
  }

  /** Runs a script of {@code src/test/python}; fails with its output unless it succeeds. */
  public String run(String script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, SCRIPTS.resolve(script).toString()));
    Collections.addAll(command, arguments);
    Output output = start(command);
    assertThat(output.status()).as("%s: %s", command, output.text()).isZero();
    return output.text();
  }

  private record Output(int status, String text) {}

  private static Output start(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Output(-1, String.valueOf(e.getMessage()));
    }
    try {
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
      return new Output(ended ? process.exitValue() : -1, text);
    } finally {
      process.destroyForcibly();
    }
  }
}
