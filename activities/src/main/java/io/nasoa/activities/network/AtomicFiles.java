package io.nasoa.activities.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Writes files so that a reader sees the old content or the whole new one, also after a kill, a
 * power loss or a full disk. Thread-safe; the last of several writers to the same file wins.
 */
public final class AtomicFiles {
  private AtomicFiles() {}

  /** What is written into the file, from position 0. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to {@code channel}; the caller syncs and closes it. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Whether a file may still be replaced; asked right before the rename. */
  @FunctionalInterface
  public interface Guard {
    /** Anybody may. */
    Guard NONE = () -> {};

    /** Returns only when it may. */
    void check() throws IOException;
  }

  /** As {@link #write(Path, Content, Guard)}, for a file that only one can write. */
  public static void write(Path target, Content content) throws IOException {
    write(target, content, Guard.NONE);
  }

  /**
   * Writes {@code target} through a hidden neighbour that is synced and then renamed over it.
   *
   * @param target file to write; its directory must exist
   * @param content what to write
   * @param guard asked right before the rename; what it throws is passed on as it is
   * @throws IOException naming {@code target}; its previous content is then untouched
   */
  public static void write(Path target, Content content, Guard guard) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path directory = absolute.getParent();
    Path name = absolute.getFileName();
    if (directory == null || name == null) {
      throw new IOException("cannot write " + target + ": it names no file");
    }
    Path temporary = directory.resolve("." + name + ".tmp-" + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      } catch (IOException e) {
        throw failed(target, e);
      }
      guard.check();
      try {
        Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE);
        syncDirectory(directory);
      } catch (IOException e) {
        throw failed(target, e);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static IOException failed(Path target, IOException e) {
    return new IOException("cannot write " + target + ": " + reason(e), e);
  }

  /**
   * Writes bytes into {@code target}, as {@link #write(Path, Content)} does.
   *
   * @throws IOException naming {@code target}; its previous content is then untouched
   */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, content, Guard.NONE);
  }

  /** As {@link #write(Path, byte[])}, guarded as {@link #write(Path, Content, Guard)} is. */
  public static void write(Path target, byte[] content, Guard guard) throws IOException {
    write(
        target,
        channel -> {
          ByteBuffer bytes = ByteBuffer.wrap(content);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        },
        guard);
  }

  /** Whether a file is what a killed {@link #write} left beside its target. */
  public static boolean isTemporary(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().matches("\\..+\\.tmp-[0-9a-f-]{36}");
  }

  /**
   * Makes renames inside {@code directory} durable. Does nothing where directories cannot be opened
   * (Windows), since a rename is durable there by itself.
   */
  public static void syncDirectory(Path directory) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(directory, StandardOpenOption.READ);
    } catch (FileSystemException e) {
      return;
    }
    try (channel) {
      channel.force(true);
    }
  }

  /** Removes a file or a directory with all it holds; nothing happens where there is none. */
  public static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> entries = Files.walk(root)) {
      for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(entry);
      }
    }
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "its directory does not exist";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException system && system.getReason() != null) {
      return system.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
