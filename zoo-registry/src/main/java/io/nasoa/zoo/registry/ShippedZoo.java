package io.nasoa.zoo.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooVerification.Status;
import io.nasoa.zoo.store.StoreException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The entries that come with the program, as class path resources below a base: {@code index.json}
 * lists them, beside it lie each entry's {@code <name>.safetensors} and {@code <name>.card.json}.
 * No index means that nothing is shipped.
 *
 * <p>The index: {@code {"schema": 1, "entries": [{"name", "architecture", "stem", "resolution",
 * "classes", "classNames", "parameters", "macs", "weightsSha256", "role", "cardSha256"}, ...]}},
 * the fields of {@link ZooEntry} with the card's hash in its stead.
 */
public final class ShippedZoo {
  /** Where the program's own zoo lies. */
  public static final String BASE = "zoo/";

  private static final int SCHEMA = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private final ClassLoader loader;
  private final String base;

  /**
   * @param base path of the resources with a slash at its end and none in front
   */
  public ShippedZoo(ClassLoader loader, String base) {
    this.loader = loader;
    this.base = base;
  }

  /**
   * Registers every shipped entry. What is registered already costs one look-up; weights that are
   * missing are restored. A name that the user gave to something else is left to the user.
   *
   * @return what happened, in the index's order
   * @throws StoreException if the shipped files are not what the index says
   */
  public List<Registration> registerAll(ModelZoo zoo) {
    List<Registration> registrations = new ArrayList<>();
    for (IndexEntry indexed : index().entries()) {
      ZooEntry entry = indexed.withCard(text(indexed.name() + ".card.json"));
      registrations.add(new Registration(entry.name(), register(zoo, entry)));
    }
    return registrations;
  }

  /**
   * Compares every shipped file with the index, and the index with what is registered.
   *
   * @return what is changed or missing; empty when all is sound
   */
  public List<ZooVerification> verify(ModelZoo zoo) {
    List<ZooVerification> problems = new ArrayList<>();
    for (IndexEntry indexed : index().entries()) {
      String name = indexed.name();
      check(name, name + ".safetensors", indexed.weightsSha256(), problems);
      check(name, name + ".card.json", indexed.cardSha256(), problems);
      Optional<ZooEntry> known = zoo.find(name);
      if (known.isPresent()
          && known.get().weightsSha256().equals(indexed.weightsSha256())
          && !ZooRows.differingFields(known.get(), indexed.withCard("")).isEmpty()) {
        problems.add(new ZooVerification(name, Status.CHANGED, base + "index.json"));
      }
    }
    return problems;
  }

  private void check(
      String name, String resource, @Nullable String expected, List<ZooVerification> problems) {
    try (InputStream stream = open(resource)) {
      if (!Sha256.copy(stream, OutputStream.nullOutputStream()).equals(expected)) {
        problems.add(new ZooVerification(name, Status.CHANGED, base + resource));
      }
    } catch (FileNotFoundException e) {
      problems.add(new ZooVerification(name, Status.MISSING, base + resource));
    } catch (IOException e) {
      throw new StoreException(
          "the shipped %s%s cannot be read: %s".formatted(base, resource, e.getMessage()), e);
    }
  }

  private Outcome register(ModelZoo zoo, ZooEntry entry) {
    Optional<ZooEntry> known = zoo.find(entry.name());
    if (known.isPresent() && !ZooRows.differingFields(known.get(), entry).isEmpty()) {
      return Outcome.NAME_TAKEN;
    }
    if (known.isPresent() && Files.exists(zoo.weightsFile(entry))) {
      return Outcome.PRESENT;
    }
    String resource = entry.name() + ".safetensors";
    boolean added = zoo.register(entry, new WeightsSource(base + resource, () -> open(resource)));
    return added ? Outcome.ADDED : Outcome.PRESENT;
  }

  private Index index() {
    if (loader.getResource(base + "index.json") == null) {
      return new Index(SCHEMA, List.of());
    }
    try {
      Index index = JSON.readValue(text("index.json"), Index.class);
      if (index.schema() != SCHEMA) {
        throw new StoreException(
            "the shipped %sindex.json has schema %d, this program knows %d"
                .formatted(base, index.schema(), SCHEMA));
      }
      return index;
    } catch (JsonProcessingException e) {
      throw new StoreException(
          "the shipped %sindex.json cannot be read: %s".formatted(base, e.getOriginalMessage()), e);
    }
  }

  private String text(String resource) {
    try (InputStream stream = open(resource)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new StoreException(
          "the shipped %s%s cannot be read: %s".formatted(base, resource, e.getMessage()), e);
    }
  }

  private InputStream open(String resource) throws IOException {
    InputStream stream = loader.getResourceAsStream(base + resource);
    if (stream == null) {
      throw new FileNotFoundException("the program does not contain it");
    }
    return stream;
  }

  /** What became of one shipped entry. */
  public record Registration(String name, Outcome outcome) {}

  /** How a registration ended. */
  public enum Outcome {
    /** New in this zoo. */
    ADDED,
    /** Registered already. */
    PRESENT,
    /** Not registered: the zoo has another entry of this name. */
    NAME_TAKEN
  }

  record Index(int schema, List<IndexEntry> entries) {
    Index {
      entries = entries == null ? List.of() : List.copyOf(entries);
    }
  }

  record IndexEntry(
      String name,
      String architecture,
      Stem stem,
      int resolution,
      int classes,
      @Nullable List<String> classNames,
      long parameters,
      long macs,
      String weightsSha256,
      String role,
      @Nullable String cardSha256) {
    ZooEntry withCard(String cardJson) {
      return new ZooEntry(
          name,
          architecture,
          stem,
          resolution,
          classes,
          classNames == null ? List.of() : classNames,
          parameters,
          macs,
          weightsSha256,
          role,
          cardJson);
    }
  }
}
