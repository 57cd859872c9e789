package io.nasoa.worker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the real launcher with the runnable of this build, as a user would. */
public final class Launcher {
  private final Path directory;
  private final Map<String, String> environment;

  public Launcher(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** A launcher that keeps its files in {@code directory} and uses the natives of other tests. */
  public static Launcher withEngine(Path directory) {
    return new Launcher(directory, engineEnvironment(directory));
  }

  /** The environment of a launcher with an engine. */
  public static Map<String, String> engineEnvironment(Path directory) {
    String natives =
        System.getenv().getOrDefault("DJL_CACHE_DIR", System.getProperty("user.home") + "/.djl.ai");
    return Map.of("HOME", directory.toString(), "DJL_CACHE_DIR", natives);
  }

  /** The launcher script in the repository's root. */
  public static Path script() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(directory.resolve("nasoa"))) {
      directory = directory.getParent();
      if (directory == null) {
        throw new IllegalStateException("no launcher above " + Path.of("").toAbsolutePath());
      }
    }
    return directory.resolve("nasoa");
  }

  /** The jar that this build made. */
  static Path jar() {
    String jar = System.getProperty("nasoa.jar");
    if (jar == null) {
      throw new IllegalStateException("the property nasoa.jar is set by \"mvn verify\"");
    }
    return Path.of(jar);
  }

  /** Starts a command; its output goes to files in {@code directory}. */
  public Process start(Path script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    return start(command);
  }

  /** Starts a command line that names the launcher somewhere in it. */
  public Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("NASOA_"));
    builder.environment().put("NASOA_JAR", jar().toString());
    builder.environment().putAll(environment);
    builder.redirectOutput(directory.resolve("out.txt").toFile());
    builder.redirectError(directory.resolve("err.txt").toFile());
    return builder.start();
  }

  /** Runs a command to its end. */
  public CommandRun run(Path script, String... arguments) throws IOException, InterruptedException {
    Process process = start(script, arguments);
    return ended(process);
  }

  /** Waits for a command that was started in this directory. */
  public CommandRun ended(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      throw new IllegalStateException("still running: " + process.info());
    }
    return new CommandRun(
        process.exitValue(),
        Files.readString(directory.resolve("out.txt")),
        Files.readString(directory.resolve("err.txt")));
  }

  public CommandRun run(String... arguments) throws IOException, InterruptedException {
    return run(script(), arguments);
  }
}
