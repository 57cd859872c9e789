package io.nasoa.zoo.registry;

import io.nasoa.zoo.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * The folder {@code weights/} of the artifact root: files named by the hash of their bytes. A file
 * appears there whole and on the disk, or not at all.
 */
final class WeightsFiles {
  private static final String SUFFIX = ".safetensors";

  private final Path folder;

  WeightsFiles(Path artifactRoot) {
    this.folder = artifactRoot.resolve("weights");
  }

  /** Where the weights with this hash lie or would lie. */
  Path path(String sha256) {
    return folder.resolve(sha256 + SUFFIX);
  }

  /**
   * Makes sure that the weights with this hash are there and whole.
   *
   * @throws StoreException if the source has another hash or cannot be copied
   */
  void keep(String sha256, WeightsSource source) {
    Path target = path(sha256);
    try {
      if (check(sha256) == ZooVerification.Status.OK) {
        return;
      }
      Files.createDirectories(folder);
      Path temporary = Files.createTempFile(folder, ".tmp-", SUFFIX);
      try {
        copy(sha256, source, temporary);
        Files.move(
            temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (NoSuchFileException e) {
      throw new StoreException("there is no weights file %s".formatted(e.getMessage()), e);
    } catch (IOException e) {
      throw new StoreException(
          "cannot copy the weights %s to %s: %s".formatted(source.name(), target, e.getMessage()),
          e);
    }
  }

  /** Compares the file's bytes with the hash that names it. */
  ZooVerification.Status check(String sha256) {
    Path file = path(sha256);
    try {
      return Sha256.of(file).equals(sha256)
          ? ZooVerification.Status.OK
          : ZooVerification.Status.CHANGED;
    } catch (NoSuchFileException e) {
      return ZooVerification.Status.MISSING;
    } catch (IOException e) {
      throw new StoreException(
          "cannot read the weights file %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static void copy(String sha256, WeightsSource source, Path temporary) throws IOException {
    String found;
    try (InputStream from = source.open();
        OutputStream to = Files.newOutputStream(temporary)) {
      found = Sha256.copy(from, to);
    }
    if (!found.equals(sha256)) {
      throw new StoreException(
          "the weights %s have the SHA-256 %s where %s is expected; the file is damaged or another"
              .formatted(source.name(), found, sha256));
    }
    force(temporary);
  }

  /** Through to the disk; a folder is opened for reading, as Linux wants it. */
  private static void force(Path path) throws IOException {
    StandardOpenOption mode =
        Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE;
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }
}
