package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.worker.cli.Launcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real program as a trainer, which can be frozen. */
final class TrainerProcess implements AutoCloseable {
  private final Process process;

  /**
   * Starts one.
   *
   * @param directory of its output
   * @param artifactRoot the data directory of the process that controls
   * @param server the variables by which it reaches the server
   */
  TrainerProcess(Path directory, Path artifactRoot, Map<String, String> server) throws IOException {
    Files.createDirectories(directory);
    Map<String, String> environment = new HashMap<>(Launcher.engineEnvironment(directory));
    environment.putAll(server);
    this.process =
        new Launcher(directory, environment)
            .start(
                Launcher.script(),
                "worker",
                "start",
                "--data-dir",
                artifactRoot.toString(),
                "--set",
                "threads=1",
                "--set",
                "slots=1");
  }

  void freeze() throws Exception {
    signal("STOP");
  }

  void wake() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
