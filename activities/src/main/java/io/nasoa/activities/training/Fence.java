package io.nasoa.activities.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.network.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which attempt may write a task's files. Each attempt makes the next file of a numbered row;
 * the highest one holds. A process that was frozen finds that out before it writes anything, and it
 * cannot take the fence back: its number is taken by then.
 *
 * <p>A lock would not do: a frozen process keeps its locks. Thread-safe.
 */
public final class Fence implements AtomicFiles.Guard {
  private static final Logger log = LoggerFactory.getLogger(Fence.class);
  private static final ObjectMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path directory;
  private final long number;
  private final Claim claim;

  private Fence(Path directory, long number, Claim claim) {
    this.directory = directory;
    this.number = number;
    this.claim = claim;
  }

  /**
   * Who takes the fence.
   *
   * @param owner whoever numbers the attempts: within one owner a later attempt is known by its
   *     numbers, between two only by what each owner says of it
   * @param since when the attempt's work was first handed out, milliseconds by the owner's clock
   * @param attempt how often it has been handed out, from 1
   */
  public record Claim(String owner, long since, int attempt) {
    boolean isOlderThan(Claim other) {
      boolean earlier = since == other.since ? attempt < other.attempt : since < other.since;
      return owner.equals(other.owner) && earlier;
    }

    @Override
    public String toString() {
      return "%s-%d-%d".formatted(owner, since, attempt);
    }
  }

  /** Says whether the attempt is still wanted; throws what it has to throw when it is not. */
  @FunctionalInterface
  public interface StillWanted {
    /** Returns only for an attempt that is. */
    void check();
  }

  /**
   * Takes the fence of a task.
   *
   * @param directory the task's row of claims; made when missing
   * @param wanted asked after the row was looked at and before the claim is made: an attempt that
   *     is replaced after that finds its number taken
   * @throws FencedException when a later attempt holds it
   */
  public static Fence take(Path directory, Claim claim, StillWanted wanted) throws IOException {
    Files.createDirectories(directory);
    OptionalLong newest = newest(directory);
    wanted.check();
    long number = newest.orElse(0) + 1;
    if (newest.isPresent()) {
      Optional<Claim> holder = claim(directory, newest.getAsLong());
      if (holder.isPresent() && claim.isOlderThan(holder.get())) {
        throw lost(claim, directory, holder.get().toString());
      }
    }
    Path file = file(directory, number);
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException taken) {
      throw lost(claim, directory, "another one");
    }
    try {
      Files.write(file, JSON.writeValueAsString(claim).getBytes(StandardCharsets.UTF_8));
    } catch (IOException full) {
      // The number is what holds the fence; without the claim only late attempts are not told.
      log.warn("the claim {} has no content: {}", file, full.getMessage());
    }
    AtomicFiles.syncDirectory(directory);
    Fence fence = new Fence(directory, number, claim);
    fence.check();
    fence.removeOlder();
    return fence;
  }

  /** A name that no other attempt has, usable in file names. */
  public String attempt() {
    return "%06d".formatted(number);
  }

  /**
   * Returns only while this attempt holds the fence.
   *
   * @throws FencedException when another attempt has taken it
   */
  @Override
  public void check() throws IOException {
    OptionalLong newest = newest(directory);
    if (newest.isEmpty() || newest.getAsLong() != number) {
      throw lost(claim, directory, newest.isEmpty() ? "nobody" : "a later one");
    }
  }

  private static FencedException lost(Claim claim, Path directory, String holder) {
    return new FencedException(
        "attempt %s lost %s to attempt %s and may not write any more"
            .formatted(claim, directory, holder));
  }

  private void removeOlder() throws IOException {
    try (Stream<Path> claims = Files.list(directory)) {
      for (Path old : claims.filter(claimed -> numberOf(claimed) < number).toList()) {
        Files.deleteIfExists(old);
      }
    }
  }

  private static OptionalLong newest(Path directory) throws IOException {
    try (Stream<Path> claims = Files.list(directory)) {
      return claims.mapToLong(Fence::numberOf).filter(number -> number > 0).max();
    } catch (NoSuchFileException gone) {
      return OptionalLong.empty();
    }
  }

  private static long numberOf(Path file) {
    String name = file.getFileName().toString();
    return name.matches("\\d{1,18}") ? Long.parseLong(name) : 0;
  }

  private static Path file(Path directory, long number) {
    return directory.resolve(String.format(Locale.ROOT, "%06d", number));
  }

  /** Empty for a claim that a killed attempt only began to write. */
  private static Optional<Claim> claim(Path directory, long number) throws IOException {
    try {
      return Optional.ofNullable(
          JSON.readValue(Files.readAllBytes(file(directory, number)), Claim.class));
    } catch (JsonProcessingException | NoSuchFileException torn) {
      return Optional.empty();
    }
  }

  /** An attempt was replaced while it still ran. */
  public static final class FencedException extends IOException {
    private static final long serialVersionUID = 1;

    FencedException(String message) {
      super(message);
    }
  }
}
