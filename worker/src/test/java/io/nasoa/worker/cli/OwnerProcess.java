package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;

/** A process that owns a data directory until it is killed. */
final class OwnerProcess {
  private OwnerProcess() {}

  public static void main(String[] arguments) throws InterruptedException {
    try (DataDirectory directory =
        DataDirectory.open(Path.of(arguments[0]), UUID::randomUUID, Clock.systemUTC())) {
      System.out.println(directory.path());
      Thread.sleep(600_000);
    }
  }

  /** Starts one and waits until it owns the directory. */
  static Process start(Path dataDirectory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OwnerProcess.class.getName(),
                dataDirectory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.inputReader().readLine() == null) {
      throw new IllegalStateException("the owner ended before it owned " + dataDirectory);
    }
    return process;
  }
}
