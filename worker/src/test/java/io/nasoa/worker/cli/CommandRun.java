package io.nasoa.worker.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * One command run inside the test's process.
 *
 * @param code exit code
 * @param out what was printed as data
 * @param err what was said beside it
 */
public record CommandRun(int code, String out, String err) {
  /** For commands that must not load anything that trains. */
  static final TuningFactory NO_TUNING =
      (settings, directory) -> {
        throw new AssertionError("this command trains nothing");
      };

  /** Runs a command in a directory with an environment. */
  public static CommandRun of(
      Path directory, Map<String, String> environment, String... arguments) {
    return of(directory, environment, NO_TUNING, arguments);
  }

  /** Runs a command that may train. */
  public static CommandRun of(
      Path directory, Map<String, String> environment, TuningFactory tuning, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            directory,
            false,
            stop -> {});
    int code = CommandTree.create(shell, tuning).execute(arguments);
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
