package io.nasoa.zoo.registry;

import io.nasoa.zoo.registry.ZooVerification.Status;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.StoreException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The zoo's entries in the store and their weights in the artifact root. An entry never changes
 * once it is registered. Safe for use by many threads.
 */
public final class ModelZoo {
  private static final String NAME_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
  private static final String HASH_PATTERN = "[0-9a-f]{64}";

  private final Database database;
  private final WeightsFiles weights;

  /**
   * @param artifactRoot the folder that holds {@code weights/}
   */
  public ModelZoo(Database database, Path artifactRoot) {
    this.database = database;
    this.weights = new WeightsFiles(artifactRoot);
  }

  /**
   * Adds an entry and copies its weights into the artifact root. Registering the same again (the
   * model card aside, whose first text stays) only restores weights that are missing or damaged.
   *
   * @return whether the entry is new
   * @throws StoreException if the name belongs to another content, the name or hash is malformed,
   *     or the file is not what the hash says
   */
  public boolean register(ZooEntry entry, Path weightsFile) {
    return register(entry, WeightsSource.of(weightsFile));
  }

  boolean register(ZooEntry entry, WeightsSource source) {
    requireWellFormed(entry);
    Optional<ZooEntry> known = find(entry.name());
    known.ifPresent(existing -> requireSame(existing, entry));
    weights.keep(entry.weightsSha256(), source);
    if (known.isPresent()) {
      return false;
    }
    boolean added = database.transaction(handle -> insertIfNew(handle, entry));
    database.checkpoint();
    return added;
  }

  /** The entry with this name, if there is one. */
  public Optional<ZooEntry> find(String name) {
    return database.transaction(handle -> find(handle, name));
  }

  /** Every entry, by multiply-accumulates and then by name. */
  public List<ZooEntry> list() {
    return database.transaction(
        handle ->
            handle
                .createQuery("SELECT * FROM zoo_entry ORDER BY macs, name")
                .map(ZooRows::entry)
                .list());
  }

  /** Where the entry's weights lie. */
  public Path weightsFile(ZooEntry entry) {
    return weights.path(entry.weightsSha256());
  }

  /** Where an entry's weights lie below an artifact root; for those who do not own the store. */
  public static Path weightsFile(Path artifactRoot, ZooEntry entry) {
    return new WeightsFiles(artifactRoot).path(entry.weightsSha256());
  }

  /** Reads every row and every weights file again and compares them with their hashes. */
  public List<ZooVerification> verify() {
    return database
        .transaction(
            handle ->
                handle
                    .createQuery("SELECT * FROM zoo_entry ORDER BY macs, name")
                    .map(
                        (row, context) ->
                            new Row(
                                row.getString("name"),
                                row.getString("weights_sha256"),
                                ZooRows.isUnchanged(row)))
                    .list())
        .stream()
        .map(this::verify)
        .toList();
  }

  private ZooVerification verify(Row row) {
    if (!row.unchanged()) {
      String subject = "row '%s' of table zoo_entry in %s".formatted(row.name(), database.file());
      return new ZooVerification(row.name(), Status.CHANGED, subject);
    }
    Path file = weights.path(row.weightsSha256());
    return new ZooVerification(row.name(), weights.check(row.weightsSha256()), file.toString());
  }

  private static boolean insertIfNew(Handle handle, ZooEntry entry) {
    Optional<ZooEntry> known = find(handle, entry.name());
    if (known.isPresent()) {
      requireSame(known.get(), entry);
      return false;
    }
    ZooRows.insert(handle, entry);
    return true;
  }

  private static Optional<ZooEntry> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT * FROM zoo_entry WHERE name = :name")
        .bind("name", name)
        .map(ZooRows::entry)
        .findOne();
  }

  private static void requireWellFormed(ZooEntry entry) {
    if (!entry.name().matches(NAME_PATTERN)) {
      throw new StoreException(
          "the zoo name '%s' must be 1 to 100 letters, digits, '.', '_', '-', with a letter or digit first"
              .formatted(entry.name()));
    }
    if (!entry.weightsSha256().matches(HASH_PATTERN)) {
      throw new StoreException(
          "zoo entry %s: weightsSha256 must be 64 lower-case hexadecimal digits, was '%s'"
              .formatted(entry.name(), entry.weightsSha256()));
    }
  }

  private static void requireSame(ZooEntry existing, ZooEntry entry) {
    List<String> differing = ZooRows.differingFields(existing, entry);
    if (!differing.isEmpty()) {
      throw new StoreException(
          "the zoo has another entry named %s (it differs in %s); choose another name"
              .formatted(entry.name(), String.join(", ", differing)));
    }
  }

  private record Row(String name, String weightsSha256, boolean unchanged) {}
}
