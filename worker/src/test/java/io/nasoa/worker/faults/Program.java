package io.nasoa.worker.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.CommandRun;
import io.nasoa.worker.cli.Launcher;
import io.nasoa.worker.config.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** One long-running command of the real program, with its output and working directory. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final Path directory;
  private final Process process;

  private Program(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  /** The variables of a test's programs: natives of other tests, and this data directory. */
  static Map<String, String> environment(Path dataDirectory, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put(
        "DJL_CACHE_DIR",
        System.getenv()
            .getOrDefault("DJL_CACHE_DIR", System.getProperty("user.home") + "/.djl.ai"));
    environment.put("HOME", dataDirectory.resolveSibling("home").toString());
    environment.put("NASOA_DATA_DIR", dataDirectory.toString());
    return environment;
  }

  /** Starts a command; its output goes to a directory of its own. */
  static Program start(Path output, Map<String, String> environment, String... arguments)
      throws IOException {
    Files.createDirectories(output);
    Launcher launcher = new Launcher(output, environment);
    return new Program(output, launcher.start(Launcher.script(), arguments));
  }

  /** Runs a short command to its end. */
  static CommandRun run(Path output, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Files.createDirectories(output);
    return new Launcher(output, environment).run(arguments);
  }

  /** Waits for something, for as long as this process and the patience last. */
  void await(Callable<Boolean> holds) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.call()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException(
            (process.isAlive() ? "nothing happens: " : "the process ended: ") + errors());
      }
      Thread.sleep(50);
    }
  }

  /** Waits until it has said this. */
  void awaitLine(String part) throws Exception {
    await(() -> errors().contains(part) || output().contains(part));
  }

  String output() throws IOException {
    return Files.readString(directory.resolve("out.txt"));
  }

  String errors() throws IOException {
    return Files.readString(directory.resolve("err.txt"));
  }

  JsonNode json() throws IOException {
    return Json.MAPPER.readTree(output());
  }

  /** Its end's exit code. */
  int exitCode() throws InterruptedException {
    return exitCode(PATIENCE);
  }

  /** The exit code of a command that may take this long on a slow machine. */
  int exitCode(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running: " + process.info());
    }
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** The processes that it has started. */
  List<ProcessHandle> children() {
    return process.toHandle().children().filter(ProcessHandle::isAlive).toList();
  }

  /** Sends a signal. */
  static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends it and whatever it has started. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.toHandle().descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
