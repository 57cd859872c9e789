package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Logs;
import io.nasoa.worker.config.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;

/** Opens the data directory for one command. */
final class Session {
  private Session() {}

  /**
   * Runs {@code work} as the owner of the data directory.
   *
   * @throws io.nasoa.zoo.store.StoreInUseException if another process owns it
   */
  static <T> T owning(Settings settings, Function<DataDirectory, T> work) {
    Path path = settings.dataDir();
    try (DataDirectory directory = DataDirectory.open(path, UUID::randomUUID, Clock.systemUTC())) {
      Logs.toFile(path.resolve("nasoa.log"));
      return work.apply(directory);
    }
  }
}
