package io.nasoa.zoo.learning;

import io.nasoa.zoo.experience.ExperienceKey;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.experience.StoredExperience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the log taught up to date, and writes it down for those who plan elsewhere. A snapshot
 * belongs to a beginning of the log: after a restart only the rest is learned, and when some of it
 * was forgotten everything is learned anew without it. Whoever ends a run only appends to the log,
 * so that of many at once nothing is lost or learned twice.
 *
 * <p>Thread-safe; one process owns a store.
 */
public final class KnowledgeBase {
  private static final int KEPT = 8;
  private static final String SUFFIX = ".bin";

  private final ExperienceStore store;
  private final Path directory;
  private @Nullable Known known;

  /** What some beginning of the log taught. */
  private record Known(LearnedState state, int entries, String hash) {}

  /**
   * @param directory of the snapshots; made when missing
   */
  public KnowledgeBase(ExperienceStore store, Path directory) {
    this.store = store;
    this.directory = directory;
  }

  /**
   * The file of what the whole log teaches, as of now.
   *
   * @throws IOException if it cannot be written
   */
  public synchronized Path snapshot() throws IOException {
    Known newest = upToDate();
    Path file = directory.resolve(newest.entries() + "-" + newest.hash() + SUFFIX);
    if (!Files.exists(file)) {
      Snapshot.write(file, newest.state());
      removeOld(file);
    }
    return file;
  }

  /** A copy of what the whole log teaches, as of now. */
  public synchronized LearnedState current() {
    return Snapshot.read(Snapshot.write(upToDate().state()));
  }

  private Known upToDate() {
    List<ExperienceKey> keys = store.keys();
    LogHashes hashes = LogHashes.of(keys);
    Known start = known;
    if (start == null || !hashes.isBeginning(start.entries(), start.hash())) {
      start = saved(hashes).orElseGet(() -> new Known(LearnedState.start(), 0, hashes.after(0)));
    }
    if (start.entries() < keys.size()) {
      List<StoredExperience> rest = store.from(keys.get(start.entries()).ordinal());
      // What came meanwhile is the next call's.
      rest.stream().limit((long) keys.size() - start.entries()).forEach(start.state()::learn);
    }
    Known newest = new Known(start.state(), keys.size(), hashes.after(keys.size()));
    known = newest;
    return newest;
  }

  /** The longest beginning of the log that there is a usable file of. */
  private Optional<Known> saved(LogHashes hashes) {
    for (int entries = hashes.entries(); entries > 0; entries--) {
      String hash = hashes.after(entries);
      Optional<LearnedState> read = read(directory.resolve(entries + "-" + hash + SUFFIX));
      if (read.isPresent()) {
        return Optional.of(new Known(read.get(), entries, hash));
      }
    }
    return Optional.empty();
  }

  /** Empty where a file is missing, damaged or of another version: the log tells the same. */
  private static Optional<LearnedState> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Snapshot.read(file)) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Those who plan now may still read the last few. */
  private void removeOld(Path newest) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files =
          all.filter(file -> file.toString().endsWith(SUFFIX))
              .filter(file -> !file.equals(newest))
              .sorted(Comparator.comparing(KnowledgeBase::modified).reversed())
              .toList();
    }
    for (Path file : files.subList(Math.min(KEPT, files.size()), files.size())) {
      Files.deleteIfExists(file);
    }
  }

  private static long modified(Path file) {
    return file.toFile().lastModified();
  }
}
