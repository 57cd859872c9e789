package io.nasoa.activities.data;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.UUID;

/** Folders under construction beside the finished ones, and the removal of abandoned ones. */
final class TemporaryFolders {
  private static final String PREFIX = ".tmp-";
  private static final Duration ABANDONED = Duration.ofDays(1);

  private TemporaryFolders() {}

  static Path create(Path directory) throws IOException {
    return Files.createDirectory(directory.resolve(PREFIX + UUID.randomUUID()));
  }

  /** Takes a folder out of the way at once, then deletes it. */
  static void discard(Path folder) throws IOException {
    Path moved = folder.resolveSibling(PREFIX + UUID.randomUUID());
    try {
      Files.move(folder, moved);
    } catch (NoSuchFileException e) {
      return; // someone else was faster
    }
    delete(moved);
  }

  /**
   * Removes what killed builders left: by the file system's own clock, a day after its last use.
   */
  static void removeStale(Path directory) throws IOException {
    Path probe = create(directory);
    FileTime now = Files.getLastModifiedTime(probe);
    delete(probe);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(directory, PREFIX + "*")) {
      for (Path folder : folders) {
        long age = now.toMillis() - Files.getLastModifiedTime(folder).toMillis();
        if (age > ABANDONED.toMillis()) {
          delete(folder);
        }
      }
    } catch (NoSuchFileException e) {
      return; // another process removed it first
    }
  }

  /** Deletes a folder of files; one that is gone is fine. */
  static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return; // renamed or removed already
    }
    Files.deleteIfExists(folder);
  }
}
