package io.nasoa.zoo.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ZooVerification.Status;
import io.nasoa.zoo.store.OpenStore;
import io.nasoa.zoo.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelZooTest {
  private static final byte[] WEIGHTS = randomBytes(100_000, 1);

  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory);

  private ModelZoo zoo;
  private Path source;
  private ZooEntry entry;

  @BeforeEach
  void makeZoo() throws IOException {
    zoo = new ModelZoo(store.database(), directory);
    source = Files.write(directory.resolve("source.safetensors"), WEIGHTS);
    entry = entry("tiny", Sha256.of(source));
  }

  @AfterEach
  void noTemporaryFileIsLeft() throws IOException {
    if (Files.exists(directory.resolve("weights"))) {
      try (Stream<Path> files = Files.list(directory.resolve("weights"))) {
        assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith(".tmp"));
      }
    }
  }

  @Test
  void register_newEntry_isFoundAfterReopening() throws IOException {
    assertThat(zoo.register(entry, source)).isTrue();
    ModelZoo reopened = new ModelZoo(store.reopen(), directory);
    assertThat(reopened.find("tiny")).contains(entry);
    assertThat(reopened.list()).containsExactly(entry);
    assertThat(reopened.weightsFile(entry))
        .isEqualTo(directory.resolve("weights/" + entry.weightsSha256() + ".safetensors"))
        .hasBinaryContent(WEIGHTS);
    assertThat(Files.readAllBytes(source)).isEqualTo(WEIGHTS);
  }

  @Test
  void register_sameContentAgain_changesNothing() {
    zoo.register(entry, source);
    ZooEntry otherCard = withCard("{\"later\":true}");
    assertThat(zoo.register(otherCard, source)).isFalse();
    assertThat(zoo.list()).containsExactly(entry);
  }

  static Stream<ZooEntry> otherContents() {
    String hash = Sha256.of(List.of("any"));
    ZooEntry e = entry("tiny", hash);
    return Stream.of(
        new ZooEntry("tiny", "other", e.stem(), 64, 2, e.classNames(), 7, 9, hash, "zoo", "{}"),
        new ZooEntry(
            "tiny",
            e.architecture(),
            Stem.SMALL_INPUT,
            64,
            2,
            e.classNames(),
            7,
            9,
            hash,
            "zoo",
            "{}"),
        new ZooEntry(
            "tiny", e.architecture(), e.stem(), 32, 2, e.classNames(), 7, 9, hash, "zoo", "{}"),
        new ZooEntry(
            "tiny", e.architecture(), e.stem(), 64, 2, List.of("a", "c"), 7, 9, hash, "zoo", "{}"));
  }

  @ParameterizedTest
  @MethodSource("otherContents")
  void register_sameNameOtherContent_isRefused(ZooEntry other) {
    zoo.register(entry, source);
    ZooEntry sameWeights =
        new ZooEntry(
            other.name(),
            other.architecture(),
            other.stem(),
            other.resolution(),
            other.classes(),
            other.classNames(),
            other.parameters(),
            other.macs(),
            entry.weightsSha256(),
            other.role(),
            other.cardJson());
    assertThatThrownBy(() -> zoo.register(sameWeights, source))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the zoo has another entry named tiny (it differs in ")
        .hasMessageEndingWith("); choose another name");
    assertThat(zoo.list()).containsExactly(entry);
  }

  @Test
  void register_sameNameOtherWeights_isRefusedAndKeepsTheFirst() throws IOException {
    zoo.register(entry, source);
    Path second = Files.write(directory.resolve("second"), randomBytes(1_000, 2));
    assertThatThrownBy(() -> zoo.register(entry("tiny", Sha256.of(second)), second))
        .hasMessageContaining("differs in weights_sha256");
    assertThat(zoo.verify()).extracting(ZooVerification::status).containsExactly(Status.OK);
    assertThat(zoo.weightsFile(entry("tiny", Sha256.of(second)))).doesNotExist();
  }

  @Test
  void register_fileWithAnotherHash_storesNothing() throws IOException {
    Files.write(source, randomBytes(1_000, 3));
    assertThatThrownBy(() -> zoo.register(entry, source))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(source.toString())
        .hasMessageContaining(entry.weightsSha256());
    assertThat(zoo.list()).isEmpty();
    assertThat(zoo.weightsFile(entry)).doesNotExist();
  }

  @Test
  void register_missingFile_namesIt() {
    Path missing = directory.resolve("missing.safetensors");
    assertThatThrownBy(() -> zoo.register(entry, missing))
        .isInstanceOf(StoreException.class)
        .hasMessage("there is no weights file " + missing);
    assertThat(zoo.list()).isEmpty();
  }

  /** Users name imported models as they like. */
  @Test
  void register_nameWithCapitals_isTaken() {
    ZooEntry capitals = entry("Tiny.V2", entry.weightsSha256());
    assertThat(zoo.register(capitals, source)).isTrue();
    assertThat(zoo.find("Tiny.V2")).contains(capitals);
    assertThat(zoo.find("tiny.v2")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_tiny", "../x", "a b", "-a", "a/b", "ä"})
  void register_malformedName_isRefused(String name) {
    assertThatThrownBy(() -> zoo.register(entry(name, entry.weightsSha256()), source))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("the zoo name '" + name + "' must be");
  }

  @Test
  void register_malformedHash_isRefused() {
    assertThatThrownBy(() -> zoo.register(entry("tiny", "../../x"), source))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("weightsSha256");
  }

  @Test
  void register_damagedWeights_restoresThem() throws IOException {
    zoo.register(entry, source);
    Files.write(zoo.weightsFile(entry), randomBytes(10, 4));
    assertThat(zoo.register(entry, source)).isFalse();
    assertThat(zoo.weightsFile(entry)).hasBinaryContent(WEIGHTS);
  }

  @Test
  void register_manyThreads_addsOnce() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier together = new CyclicBarrier(threads);
      List<Future<Boolean>> added = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        added.add(
            executor.submit(
                () -> {
                  together.await();
                  return zoo.register(entry, source);
                }));
      }
      List<Boolean> results = new ArrayList<>();
      for (Future<Boolean> future : added) {
        results.add(future.get());
      }
      assertThat(results).containsOnlyOnce(true);
      assertThat(zoo.verify()).extracting(ZooVerification::status).containsExactly(Status.OK);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void list_severalEntries_isOrderedByMacs() {
    for (int macs : List.of(30, 10, 20)) {
      zoo.register(
          new ZooEntry(
              "m" + macs,
              "a",
              Stem.STANDARD,
              64,
              2,
              List.of(),
              7,
              macs,
              entry.weightsSha256(),
              "zoo",
              "{}"),
          source);
    }
    assertThat(zoo.list()).extracting(ZooEntry::name).containsExactly("m10", "m20", "m30");
  }

  @Test
  void verify_missingWeights_namesTheFile() throws IOException {
    zoo.register(entry, source);
    Files.delete(zoo.weightsFile(entry));
    assertThat(zoo.verify())
        .containsExactly(
            new ZooVerification("tiny", Status.MISSING, zoo.weightsFile(entry).toString()));
  }

  @Test
  void verify_anyChangedByteOfTheWeights_isFound() throws IOException {
    zoo.register(entry, source);
    ZooVerification ok = new ZooVerification("tiny", Status.OK, zoo.weightsFile(entry).toString());
    ZooVerification changed =
        new ZooVerification("tiny", Status.CHANGED, zoo.weightsFile(entry).toString());
    SplittableRandom random = new SplittableRandom(5);
    for (int trial = 0; trial < 50; trial++) {
      byte[] bytes = WEIGHTS.clone();
      int at = trial == 0 ? 0 : trial == 1 ? bytes.length - 1 : random.nextInt(bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(zoo.weightsFile(entry), bytes);
      assertThat(zoo.verify()).as("byte %d", at).containsExactly(changed);
    }
    Files.write(zoo.weightsFile(entry), WEIGHTS);
    assertThat(zoo.verify()).containsExactly(ok);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "architecture = 'B'",
        "stem = 'SMALL_INPUT'",
        "stem = 'NO_SUCH_STEM'",
        "resolution = 65",
        "classes = 3",
        "class_names_json = '[\"a\", \"b\"]'",
        "class_names_json = 'no JSON'",
        "parameters = 8",
        "macs = 10",
        "weights_sha256 = 'f'",
        "role = 'imported'",
        "card_json = '{\"data\":\"synthetic.\"}'"
      })
  void verify_anyChangedField_isFound(String change) {
    zoo.register(entry, source);
    int rows = store.database().transaction(h -> h.execute("UPDATE zoo_entry SET " + change));
    assertThat(rows).isEqualTo(1);
    assertThat(zoo.verify())
        .containsExactly(
            new ZooVerification(
                "tiny",
                Status.CHANGED,
                "row 'tiny' of table zoo_entry in " + store.database().file()));
  }

  private ZooEntry withCard(String card) {
    return new ZooEntry(
        entry.name(),
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        entry.classes(),
        entry.classNames(),
        entry.parameters(),
        entry.macs(),
        entry.weightsSha256(),
        entry.role(),
        card);
  }

  private static ZooEntry entry(String name, String hash) {
    return new ZooEntry(
        name,
        "011-111",
        Stem.STANDARD,
        64,
        2,
        List.of("a", "b"),
        7,
        9,
        hash,
        "zoo",
        "{\"data\":\"synthetic\"}");
  }

  private static byte[] randomBytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }
}
