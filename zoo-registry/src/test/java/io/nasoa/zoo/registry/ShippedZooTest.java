package io.nasoa.zoo.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ShippedZoo.Outcome;
import io.nasoa.zoo.registry.ShippedZoo.Registration;
import io.nasoa.zoo.registry.ZooVerification.Status;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.OpenStore;
import io.nasoa.zoo.store.StoreException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedZooTest {
  private static final ClassLoader LOADER = requireNonNull(ShippedZooTest.class.getClassLoader());

  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  private ModelZoo zoo;

  @BeforeEach
  void makeZoo() {
    zoo = new ModelZoo(store.database(), directory.resolve("data"));
  }

  @Test
  void registerAll_noIndex_isEmpty() {
    assertThat(new ShippedZoo(LOADER, "no-such-zoo/").registerAll(zoo)).isEmpty();
  }

  @Test
  void registerAll_fixture_registersEveryEntry() {
    ShippedZoo shipped = new ShippedZoo(LOADER, "shipped-zoo/");
    assertThat(shipped.registerAll(zoo))
        .containsExactly(
            new Registration("fixture-a", Outcome.ADDED),
            new Registration("fixture-b", Outcome.ADDED));
    ZooEntry entry = zoo.find("fixture-b").orElseThrow();
    assertThat(entry.stem()).isEqualTo(Stem.SMALL_INPUT);
    assertThat(entry.classNames()).containsExactly("cat", "dog");
    assertThat(entry.cardJson()).isEqualTo("{\"data\": \"second fixture\"}\n");
    assertThat(zoo.verify()).extracting(ZooVerification::status).containsOnly(Status.OK);
    assertThat(shipped.registerAll(zoo))
        .extracting(Registration::outcome)
        .containsOnly(Outcome.PRESENT);
    assertThat(zoo.list()).hasSize(2);
  }

  @Test
  void registerAll_missingWeights_restoresThem() throws IOException {
    ShippedZoo shipped = new ShippedZoo(LOADER, "shipped-zoo/");
    shipped.registerAll(zoo);
    Files.delete(zoo.weightsFile(zoo.find("fixture-a").orElseThrow()));
    shipped.registerAll(zoo);
    assertThat(zoo.verify()).extracting(ZooVerification::status).containsOnly(Status.OK);
  }

  @Test
  void registerAll_nameTakenByTheUser_leavesItToTheUser() throws IOException {
    Path file = Files.writeString(directory.resolve("mine"), "mine");
    ZooEntry mine =
        new ZooEntry(
            "fixture-a",
            "x",
            Stem.STANDARD,
            64,
            2,
            List.of(),
            1,
            1,
            Sha256.of(file),
            "imported",
            "{}");
    zoo.register(mine, file);
    assertThat(new ShippedZoo(LOADER, "shipped-zoo/").registerAll(zoo))
        .containsExactly(
            new Registration("fixture-a", Outcome.NAME_TAKEN),
            new Registration("fixture-b", Outcome.ADDED));
    assertThat(zoo.find("fixture-a")).contains(mine);
  }

  @Test
  void registerAll_shippedWeightsDamaged_isRefused() throws IOException {
    copyFixture();
    Files.writeString(directory.resolve("zoo/fixture-a.safetensors"), "damaged");
    assertRefused("zoo/fixture-a.safetensors");
    assertThat(zoo.list()).isEmpty();
  }

  @Test
  void registerAll_cardMissing_isRefused() throws IOException {
    copyFixture();
    Files.delete(directory.resolve("zoo/fixture-b.card.json"));
    assertRefused("zoo/fixture-b.card.json cannot be read: the program does not contain it");
  }

  @Test
  void registerAll_indexIsNoJsonOrNewer_isRefused() throws IOException {
    copyFixture();
    Files.writeString(directory.resolve("zoo/index.json"), "[");
    assertRefused("zoo/index.json cannot be read");
    Files.writeString(directory.resolve("zoo/index.json"), "{\"schema\": 2, \"entries\": []}");
    assertRefused("zoo/index.json has schema 2, this program knows 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixture-a.safetensors",
        "fixture-a.card.json",
        "fixture-b.safetensors",
        "fixture-b.card.json"
      })
  void verify_anyChangedByteOfAShippedFile_isFound(String name) throws IOException {
    copyFixture();
    Path file = directory.resolve("zoo").resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    assertThat(registeredThenVerified(() -> {})).isEmpty();
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      assertThat(registeredThenVerified(() -> Files.write(file, changed)))
          .as("byte %d", at)
          .containsExactly(
              new ZooVerification(name.substring(0, 9), Status.CHANGED, "zoo/" + name));
    }
    assertThat(registeredThenVerified(() -> Files.delete(file)))
        .containsExactly(new ZooVerification(name.substring(0, 9), Status.MISSING, "zoo/" + name));
  }

  @Test
  void verify_changedFieldOfTheIndex_isFound() throws IOException {
    copyFixture();
    Path index = directory.resolve("zoo/index.json");
    String text = Files.readString(index);

    assertThat(registeredThenVerified(() -> Files.writeString(index, text.replace("cat", "cut"))))
        .containsExactly(new ZooVerification("fixture-b", Status.CHANGED, "zoo/index.json"));
  }

  @Test
  void write_registeredEntries_areShippedAsTheyWere() throws IOException {
    new ShippedZoo(LOADER, "shipped-zoo/").registerAll(zoo);
    List<ZooEntry> entries = zoo.list();
    List<Path> files =
        ShippedZooWriter.write(entries, directory.resolve("data"), directory.resolve("zoo"));

    assertThat(files).hasSize(5).allSatisfy(file -> assertThat(file).isNotEmptyFile());
    assertThat(registeredThenVerified(() -> {})).isEmpty();
    try (Database other = OpenStore.open(directory.resolve("other"));
        URLClassLoader loader = new URLClassLoader(new URL[] {url()}, null)) {
      ModelZoo copy = new ModelZoo(other, directory.resolve("other"));
      new ShippedZoo(loader, "zoo/").registerAll(copy);
      assertThat(copy.list()).isEqualTo(entries);
    }
  }

  @Test
  void write_changedWeights_areRefusedAndTheIndexStays() throws IOException {
    new ShippedZoo(LOADER, "shipped-zoo/").registerAll(zoo);
    ZooEntry entry = zoo.find("fixture-b").orElseThrow();
    Path index = directory.resolve("zoo/index.json");
    ShippedZooWriter.write(zoo.list(), directory.resolve("data"), directory.resolve("zoo"));
    String before = Files.readString(index);
    Files.writeString(zoo.weightsFile(entry), "changed");

    assertThatThrownBy(
            () ->
                ShippedZooWriter.write(
                    List.of(entry), directory.resolve("data"), directory.resolve("zoo")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("weights of fixture-b");
    assertThat(index).hasContent(before);
  }

  /** Something done to the shipped files. */
  private interface Change {
    void make() throws IOException;
  }

  private List<ZooVerification> registeredThenVerified(Change change) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {url()}, null)) {
      ShippedZoo shipped = new ShippedZoo(loader, "zoo/");
      if (zoo.list().isEmpty()) {
        shipped.registerAll(zoo);
      }
      change.make();
      return shipped.verify(zoo);
    }
  }

  private void assertRefused(String message) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {url()}, null)) {
      assertThatThrownBy(() -> new ShippedZoo(loader, "zoo/").registerAll(zoo))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(message);
    }
  }

  private URL url() throws MalformedURLException {
    return directory.toUri().toURL();
  }

  private void copyFixture() throws IOException {
    Files.createDirectories(directory.resolve("zoo"));
    for (String name :
        List.of(
            "index.json",
            "fixture-a.safetensors",
            "fixture-a.card.json",
            "fixture-b.safetensors",
            "fixture-b.card.json")) {
      try (var stream = requireNonNull(LOADER.getResourceAsStream("shipped-zoo/" + name))) {
        Files.copy(stream, directory.resolve("zoo").resolve(name));
      }
    }
  }
}
