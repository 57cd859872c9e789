package io.nasoa.worker.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The mark in the directory that all workers of a deployment share: {@code artifact-root.json} says
 * whose files these are, so that a trainer with a wrong mount does not train into the void.
 *
 * @param format version of the file
 * @param store id of the store whose tasks lie here
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ArtifactRoot(int format, String store) {
  private static final String FILE = "artifact-root.json";
  private static final int FORMAT = 1;

  /** Marks a directory; the same mark again changes nothing. */
  public static void mark(Path directory, String store) throws IOException {
    ArtifactRoot mark = new ArtifactRoot(FORMAT, store);
    if (read(directory).filter(mark::equals).isPresent()) {
      return;
    }
    Path temporary = Files.createTempFile(directory, ".artifact-root-", ".tmp");
    try {
      Files.writeString(temporary, Json.MAPPER.writeValueAsString(mark) + "\n");
      Files.move(temporary, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** The mark of a directory; empty where there is none, or none that can be read. */
  public static Optional<ArtifactRoot> read(Path directory) throws IOException {
    try {
      String text = Files.readString(directory.resolve(FILE), StandardCharsets.UTF_8);
      return Optional.of(Json.MAPPER.readValue(text, ArtifactRoot.class));
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Why a trainer may not work on this directory for that store: one sentence, or empty when it
   * may.
   */
  public static Optional<String> problem(Path directory, String expectedStore) throws IOException {
    Optional<ArtifactRoot> mark = read(directory);
    if (mark.isEmpty()) {
      return Optional.of(
          "%s is not the artifact root of store %s: it has no %s; mount that store's data directory there or name the right one with --data-dir"
              .formatted(directory, expectedStore, FILE));
    }
    String store = mark.get().store();
    return store.equals(expectedStore)
        ? Optional.empty()
        : Optional.of(
            "%s is the artifact root of store %s, but the deployment's tasks are in store %s; name that store's data directory with --data-dir"
                .formatted(directory, store, expectedStore));
  }
}
