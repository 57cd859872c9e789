package io.nasoa.zoo.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lock that makes one opener the owner of a store: the operating system gives it back when the
 * process dies, however it dies. H2 locks its own file too, but lets a second opener of the same
 * process in.
 */
final class StoreLock implements AutoCloseable {
  static final String FILE_NAME = "nasoa.lock";

  private final FileChannel channel;

  private StoreLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Takes the lock of the store or refuses with the owner's process id. */
  static StoreLock take(Path dataDirectory, Path storeFile) throws IOException {
    FileChannel channel = FileChannel.open(dataDirectory.resolve(FILE_NAME), CREATE, READ, WRITE);
    try {
      if (!tryLock(channel)) {
        throw inUse(storeFile, readOwner(channel), null);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)), 0);
      return new StoreLock(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static StoreInUseException inUse(Path storeFile, String owner, @Nullable Throwable cause) {
    return new StoreInUseException(
        "the store %s is in use by %s; end that process or choose another data directory"
            .formatted(storeFile, owner),
        cause);
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String readOwner(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    int length = channel.read(bytes, 0);
    return length <= 0
        ? "another process"
        : "process " + new String(bytes.array(), 0, length, US_ASCII);
  }

  /** Gives the lock back. The file stays: deleting it would let two openers lock two files. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
