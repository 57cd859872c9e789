package io.nasoa.worker.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ShippedZoo;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.StoreInUseException;
import io.nasoa.zoo.store.TaskStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A data directory that this process owns from {@link #open} to {@link #close}. The store's lock
 * decides who owns it and ends with its process, however that dies; {@code api.json} only tells
 * others who it is. Safe for use by many threads.
 */
public final class DataDirectory implements AutoCloseable {
  private static final String API_FILE = "api.json";

  private final Path path;
  private final Database database;
  private final TaskStore tasks;
  private final ModelZoo zoo;

  private DataDirectory(Path path, Database database) {
    this.path = path;
    this.database = database;
    this.tasks = new TaskStore(database);
    this.zoo = new ModelZoo(database, path);
  }

  /** Whether something is kept in this directory already. */
  public static boolean exists(Path path) {
    return Files.exists(path.resolve("nasoa.mv.db"));
  }

  /**
   * Becomes the owner, making the directory when it is not there, and registers the shipped zoo.
   *
   * @param newStoreId gives a new store's id
   * @throws StoreInUseException naming the owner's process, if there is one
   * @throws StoreException if the directory cannot be used
   */
  public static DataDirectory open(Path path, Supplier<UUID> newStoreId, Clock clock) {
    Database database = Database.open(path, newStoreId, clock);
    DataDirectory directory = new DataDirectory(path, database);
    try {
      directory.writeApiFile();
      new ShippedZoo(DataDirectory.class.getClassLoader(), ShippedZoo.BASE)
          .registerAll(directory.zoo);
      return directory;
    } catch (IOException e) {
      directory.close();
      throw new StoreException("cannot write to the data directory %s: %s".formatted(path, e), e);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /** Replaces what a killed owner may have left; readable by the owner of the process only. */
  private void writeApiFile() throws IOException {
    ObjectNode content = Json.MAPPER.createObjectNode().putNull("url").putNull("token");
    content.put("pid", ProcessHandle.current().pid());
    Path temporary = Files.createTempFile(path, ".api-", ".tmp", ownerOnly());
    try {
      Files.writeString(temporary, content + "\n");
      Files.move(temporary, path.resolve(API_FILE), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private FileAttribute<?>[] ownerOnly() throws IOException {
    // Elsewhere the directory's own access rules hold.
    return Files.getFileStore(path).supportsFileAttributeView("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  /** The store. */
  public Database database() {
    return database;
  }

  /** The tasks in the store. */
  public TaskStore tasks() {
    return tasks;
  }

  /** The zoo in the store and in {@code weights/}. */
  public ModelZoo zoo() {
    return zoo;
  }

  /** Where everything of one task lies: {@code tasks/<id>}. */
  public Path taskDirectory(String taskId) {
    return path.resolve("tasks").resolve(taskId);
  }

  /** Gives the directory back. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(path.resolve(API_FILE));
    } catch (IOException e) {
      // The next owner replaces it; the lock is what counts.
    } finally {
      database.close();
    }
  }
}
