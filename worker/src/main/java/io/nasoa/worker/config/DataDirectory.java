package io.nasoa.worker.config;

import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.registry.ShippedZoo;
import io.nasoa.zoo.registry.ZooVerification;
import io.nasoa.zoo.store.ComparisonStore;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.RegistrationStore;
import io.nasoa.zoo.store.SearchStore;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.StoreInUseException;
import io.nasoa.zoo.store.TableStore;
import io.nasoa.zoo.store.TaskStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A data directory that this process owns from {@link #open} to {@link #close}. The store's lock
 * decides who owns it and ends with its process, however that dies; {@code api.json} only tells
 * others who it is. Safe for use by many threads.
 */
public final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final Database database;
  private final TaskStore tasks;
  private final SearchStore searches;
  private final RegistrationStore builds;
  private final TableStore tables;
  private final HpoStore hpo;
  private final ComparisonStore comparisons;
  private final ModelZoo zoo;
  private final ShippedZoo shipped;

  private DataDirectory(Path path, Database database) {
    this.path = path;
    this.database = database;
    this.tasks = new TaskStore(database);
    this.searches = new SearchStore(database);
    this.builds = new RegistrationStore(database);
    this.tables = new TableStore(database);
    this.hpo = new HpoStore(database);
    this.comparisons = new ComparisonStore(database);
    this.zoo = new ModelZoo(database, path);
    this.shipped = new ShippedZoo(DataDirectory.class.getClassLoader(), ShippedZoo.BASE);
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
      new ApiFile(null, null, ProcessHandle.current().pid()).write(path);
      ArtifactRoot.mark(path, database.storeId().toString());
      directory.shipped.registerAll(directory.zoo);
      return directory;
    } catch (IOException e) {
      directory.close();
      throw new StoreException("cannot write to the data directory %s: %s".formatted(path, e), e);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /**
   * Tells others how this owner's API is reached.
   *
   * @throws StoreException if that cannot be written
   */
  public void publish(URI url, String token) {
    try {
      new ApiFile(url, token, ProcessHandle.current().pid()).write(path);
    } catch (IOException e) {
      throw new StoreException("cannot write to the data directory %s: %s".formatted(path, e), e);
    }
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

  /** The searches in the store. */
  public SearchStore searches() {
    return searches;
  }

  /** The builds of the zoo in the store. */
  public RegistrationStore builds() {
    return builds;
  }

  /** The fine-tuning tables in the store. */
  public TableStore tables() {
    return tables;
  }

  /** The searches for hyper-parameters in the store. */
  public HpoStore hpo() {
    return hpo;
  }

  /** The side-by-side comparisons in the store. */
  public ComparisonStore comparisons() {
    return comparisons;
  }

  /** The zoo in the store and in {@code weights/}. */
  public ModelZoo zoo() {
    return zoo;
  }

  /** What checking every entry found, and which files of the program itself are changed. */
  public List<ZooVerification> verifyZoo() {
    List<ZooVerification> found = new ArrayList<>(zoo.verify());
    found.addAll(shipped.verify(zoo));
    return found;
  }

  /** Where everything of one task lies: {@code tasks/<id>}. */
  public Path taskDirectory(String taskId) {
    return path.resolve("tasks").resolve(taskId);
  }

  /** Gives the directory back. */
  @Override
  public void close() {
    try {
      ApiFile.delete(path);
    } catch (IOException e) {
      // The next owner replaces it; the lock is what counts.
    } finally {
      database.close();
    }
  }
}
