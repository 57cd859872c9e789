package io.nasoa.worker.cli;

import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.worker.config.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts the engine once a process, when it is first needed. The first start on a machine unpacks
 * libtorch into the cache directory; a lock keeps two processes from doing that at a time.
 */
final class TorchStart implements Supplier<TorchRuntime> {
  private static final String CACHE_PROPERTY = "DJL_CACHE_DIR";

  private final Shell shell;
  private final Settings settings;
  private @Nullable TorchRuntime started;

  TorchStart(Shell shell, Settings settings) {
    this.shell = shell;
    this.settings = settings;
  }

  @Override
  public synchronized TorchRuntime get() {
    TorchRuntime known = started;
    if (known == null) {
      known = start();
      started = known;
    }
    return known;
  }

  private TorchRuntime start() {
    String own = shell.environment().getOrDefault(CACHE_PROPERTY, ""); // DJL's variable wins
    Path cache = own.isEmpty() ? settings.cacheDir() : Path.of(own).toAbsolutePath();
    System.setProperty(CACHE_PROPERTY, cache.toString());
    try {
      Files.createDirectories(cache);
      try (FileChannel channel =
              FileChannel.open(
                  cache.resolve("unpack.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        if (lock.isValid() && !Files.isDirectory(cache.resolve("pytorch"))) {
          shell.say("unpacking libtorch into " + cache + " (430 MB, once)");
        }
        return TorchRuntime.start(settings.threads());
      }
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED,
          "the cache directory %s cannot be used (%s); set 'cacheDir' or NASOA_CACHE_DIR to another"
              .formatted(cache, e));
    }
  }
}
