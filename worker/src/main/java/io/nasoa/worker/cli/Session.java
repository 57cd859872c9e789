package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Logs;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.OwnerGoneException;
import io.nasoa.worker.http.StoredData;
import io.nasoa.zoo.store.StoreInUseException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reaches a data directory for one command: through its owner, or as its owner. */
final class Session {
  /** Another command may own the directory for a moment, or be about to serve it. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final long PAUSE_MILLIS = 100;

  private Session() {}

  /**
   * Runs one of two ways to do something: with the owner when one answers, or else without.
   *
   * @param there with the owner of the directory
   * @param here as its owner
   * @throws StoreInUseException if a process owns it for long and serves nothing
   */
  static <T> T reach(Settings settings, Function<OwnerClient, T> there, Supplier<T> here) {
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        Optional<OwnerClient> owner = OwnerClient.find(settings.dataDir());
        return owner.isPresent() ? there.apply(owner.get()) : here.get();
      } catch (StoreInUseException | OwnerGoneException e) {
        if (System.nanoTime() - patience > 0) {
          throw e;
        }
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FAILED, "interrupted");
    }
  }

  /** Reads what is in the data directory, wherever its owner is. */
  static <T> T reading(Settings settings, Function<OwnedData, T> work) {
    return reach(
        settings,
        work::apply,
        () -> owned(settings, directory -> work.apply(new StoredData(directory))));
  }

  /**
   * Runs {@code work} as the owner of the data directory, for what an owner does not do for others.
   *
   * @throws StoreInUseException if another process owns it
   */
  static <T> T owning(Settings settings, Function<DataDirectory, T> work) {
    return reach(
        settings,
        owner -> {
          throw new CommandException(
              ExitCode.CONFLICT,
              "%s is in use by process %d, and this command needs it for itself: end that process first"
                  .formatted(settings.dataDir(), owner.pid()));
        },
        () -> owned(settings, work));
  }

  /** As the owner; who asked has looked for another one. */
  static <T> T owned(Settings settings, Function<DataDirectory, T> work) {
    Path path = settings.dataDir();
    try (DataDirectory directory = DataDirectory.open(path, UUID::randomUUID, Clock.systemUTC())) {
      Logs.toFile(path.resolve("nasoa.log"));
      return work.apply(directory);
    }
  }
}
