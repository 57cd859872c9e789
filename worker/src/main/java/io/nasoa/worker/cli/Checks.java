package io.nasoa.worker.cli;

import com.uber.m3.tally.NoopScope;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.config.TemporalProfile;
import io.nasoa.worker.temporal.TemporalCapabilities;
import io.nasoa.worker.temporal.TemporalConnection;
import io.nasoa.worker.temporal.TemporalRefusedException;
import io.nasoa.worker.temporal.TemporalUnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What NASOA needs of a machine, each with a hint for its repair. */
final class Checks {
  private static final String NATIVE_LIBRARIES = "native/lib/pytorch.properties";
  private static final long LEAST_DISK = 2L << 30;
  private static final long LEAST_MEMORY = 2L << 30;

  private final Settings settings;

  Checks(Settings settings) {
    this.settings = settings;
  }

  /** What a check found. */
  enum State {
    OK,
    WARNING,
    FAILED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One finding.
   *
   * @param name what was looked at
   * @param state whether it will do
   * @param value what is there
   * @param hint what to do; empty when nothing
   */
  record Check(String name, State state, String value, String hint) {}

  List<Check> all() {
    return List.of(
        java(), cores(), memory(), torch(), cache(), dataDirectory(), disk(), temporal());
  }

  private static Check java() {
    String value =
        "%s (%s)".formatted(System.getProperty("java.version"), System.getProperty("java.home"));
    return verdict(
        "java",
        Runtime.version().feature() >= 17,
        State.FAILED,
        value,
        "set JAVA_HOME to a JDK 17 or newer");
  }

  private Check cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    String value =
        "%d cores, %d trainings at a time, %d threads each"
            .formatted(cores, settings.slots(), settings.threads());
    return verdict(
        "cores",
        settings.slots() * settings.threads() <= cores,
        State.WARNING,
        value,
        "slots times threads above the cores slows every training down; lower 'slots' or 'threads'");
  }

  private static Check memory() {
    long bytes = 0;
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      bytes = system.getTotalMemorySize();
    }
    String value =
        "%s, heap of this process at most %s"
            .formatted(size(bytes), size(Runtime.getRuntime().maxMemory()));
    return verdict(
        "memory",
        bytes >= LEAST_MEMORY,
        State.WARNING,
        value,
        "2 GiB are the least for a training");
  }

  private static Check torch() {
    String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    boolean tested = system.equals("Linux amd64");
    boolean present = Checks.class.getClassLoader().getResource(NATIVE_LIBRARIES) != null;
    return verdict(
        "torch",
        present && tested,
        present ? State.WARNING : State.FAILED,
        "libtorch " + VersionCommand.versions().get("libtorch") + " for " + system,
        present
            ? "tested on Linux x86_64 only"
            : "the jar with libtorch is missing in lib/ beside nasoa.jar; build again");
  }

  private Check cache() {
    Path cache = settings.cacheDir();
    try {
      long bytes = sizeOf(cache);
      String value = "%s, %s".formatted(cache, bytes == 0 ? "empty" : size(bytes));
      return verdict(
          "cache",
          writable(cache),
          State.FAILED,
          value,
          "libtorch is unpacked there (430 MB): make it writable or set 'cacheDir'");
    } catch (IOException | UncheckedIOException e) {
      return new Check(
          "cache", State.FAILED, cache.toString(), "cannot be read: " + e.getMessage());
    }
  }

  private Check dataDirectory() {
    Path directory = settings.dataDir();
    String value = directory + (Files.isDirectory(directory) ? "" : " (not there yet)");
    return verdict(
        "data directory",
        writable(directory),
        State.FAILED,
        value,
        "make it writable or choose another with --data-dir");
  }

  private Check disk() {
    try {
      long free = Files.getFileStore(existing(settings.dataDir())).getUsableSpace();
      return verdict(
          "disk",
          free >= LEAST_DISK,
          State.WARNING,
          size(free) + " free for the data directory",
          "checkpoints and decoded images need room: 2 GiB are the least");
    } catch (IOException e) {
      return new Check("disk", State.WARNING, "unknown", String.valueOf(e.getMessage()));
    }
  }

  private Check temporal() {
    TemporalProfile profile = settings.temporal();
    try (TemporalConnection temporal = TemporalConnection.open(profile, new NoopScope())) {
      TemporalCapabilities server = temporal.capabilities();
      String value =
          "%s; %s: %s"
              .formatted(
                  temporal.description(),
                  server.version().isEmpty() ? "offers" : server.version() + " offers",
                  server.offered().isEmpty()
                      ? "what every server does"
                      : String.join(", ", server.offered()));
      return new Check("temporal", State.OK, value, "");
    } catch (TemporalUnreachableException | TemporalRefusedException e) {
      return new Check(
          "temporal", State.FAILED, profile.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static Check verdict(
      String name, boolean good, State otherwise, String value, String hint) {
    return new Check(name, good ? State.OK : otherwise, value, good ? "" : hint);
  }

  private static boolean writable(Path directory) {
    Path existing = existing(directory);
    return Files.isDirectory(existing) && Files.isWritable(existing);
  }

  /** The directory, or the nearest one above it that is there. */
  private static Path existing(Path directory) {
    Path path = directory;
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }

  private static long sizeOf(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  /** A size as people read it. */
  static String size(long bytes) {
    if (bytes < 1 << 20) {
      return (bytes >> 10) + " KiB";
    }
    return bytes < 1L << 30
        ? (bytes >> 20) + " MiB"
        : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
