package io.nasoa.worker.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a command sees of the shell that started it.
 *
 * @param out data, and nothing else
 * @param err progress, warnings and errors
 * @param environment the environment variables
 * @param directory where relative paths start
 * @param terminal whether {@code err} is a terminal: progress may then redraw its line
 * @param stopSignals takes what the first SIGTERM or SIGINT is to run
 */
public record Shell(
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    boolean terminal,
    Consumer<Runnable> stopSignals) {
  public Shell {
    environment = Map.copyOf(environment);
  }

  /** The shell of this process. UTF-8 on both streams, whatever the locale says. */
  public static Shell ofProcess() {
    Map<String, String> environment = System.getenv();
    // The launcher looks at stderr itself: System.console() cannot tell since JDK 22.
    boolean terminal =
        Boolean.getBoolean("nasoa.terminal")
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Shell(
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err),
        environment,
        Path.of(""),
        terminal,
        StopSignals::handle);
  }

  /** Whether colours may be printed ({@code NO_COLOR} is honoured). */
  public boolean colours() {
    return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Prints one line for the user, never data. */
  public void say(String line) {
    err.println("nasoa: " + line);
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
