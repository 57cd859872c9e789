package io.nasoa.zoo.registry;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.registry.ShippedZoo.Outcome;
import io.nasoa.zoo.store.OpenStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What this program really ships. */
class ShippedEntriesTest {
  private static final long MEBIBYTES_30 = 30L << 20;

  @TempDir Path directory;

  @RegisterExtension final OpenStore store = new OpenStore(() -> directory.resolve("data"));

  private ModelZoo zoo;
  private List<ZooEntry> entries;

  @BeforeEach
  void register() {
    zoo = new ModelZoo(store.database(), directory.resolve("data"));
    ClassLoader loader = requireNonNull(ShippedZoo.class.getClassLoader());
    assertThat(new ShippedZoo(loader, ShippedZoo.BASE).registerAll(zoo))
        .allSatisfy(registration -> assertThat(registration.outcome()).isEqualTo(Outcome.ADDED));
    entries = zoo.list().stream().sorted(Comparator.comparingLong(ZooEntry::macs)).toList();
  }

  @Test
  void entries_sixAtLeast_smallEnoughToShip() throws IOException {
    assertThat(entries).hasSizeGreaterThanOrEqualTo(6);
    long bytes = 0;
    for (ZooEntry entry : entries) {
      bytes += Files.size(zoo.weightsFile(entry));
    }
    assertThat(bytes).isLessThanOrEqualTo(MEBIBYTES_30);
    assertThat(zoo.verify())
        .hasSameSizeAs(entries)
        .allSatisfy(found -> assertThat(found.status()).isEqualTo(ZooVerification.Status.OK));
  }

  /** By their cards, whose step times were taken in turn on one machine. */
  @Test
  void entries_areAParetoFrontThatSpansAFactorOfEight() throws IOException {
    SortedMap<Double, Double> accuracyByStepTime = new TreeMap<>();
    for (ZooEntry entry : entries) {
      JsonNode card = new ObjectMapper().readTree(entry.cardJson());
      double stepTime = card.at("/measured/stepTime").asDouble();
      accuracyByStepTime.put(stepTime, card.path("reportAccuracy").asDouble());
    }
    assertThat(accuracyByStepTime).hasSameSizeAs(entries);
    assertThat(accuracyByStepTime.lastKey() / accuracyByStepTime.firstKey())
        .isGreaterThanOrEqualTo(8);
    assertThat(List.copyOf(accuracyByStepTime.values())).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void verify_changedByteOfAnyEntry_isFound() throws IOException {
    ClassLoader loader = requireNonNull(ShippedZoo.class.getClassLoader());
    assertThat(new ShippedZoo(loader, ShippedZoo.BASE).verify(zoo)).isEmpty();
    for (ZooEntry entry : entries) {
      Path file = zoo.weightsFile(entry);
      byte[] bytes = Files.readAllBytes(file);
      for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        Files.write(file, changed);
        assertThat(changed()).containsExactly(entry.name());
      }
      Files.write(file, bytes);
      assertThat(changed()).isEmpty();
    }
    for (ZooEntry entry : entries) {
      store
          .database()
          .transaction(
              handle ->
                  handle
                      .createUpdate("UPDATE zoo_entry SET card_json = :card WHERE name = :name")
                      .bind("card", entry.cardJson().replace("\"name\"", "\"nama\""))
                      .bind("name", entry.name())
                      .execute());
      assertThat(changed()).contains(entry.name());
    }
    assertThat(changed()).hasSameSizeAs(entries);
  }

  private List<String> changed() {
    return zoo.verify().stream()
        .filter(found -> found.status() != ZooVerification.Status.OK)
        .map(ZooVerification::name)
        .toList();
  }

  @Test
  void entries_countsAreThoseOfTheirArchitecture() {
    for (ZooEntry entry : entries) {
      ComputeCost cost =
          ComputeCost.of(
              Architecture.parse(entry.architecture()).toGraph(entry.classes(), entry.stem()),
              entry.resolution());
      assertThat(entry.parameters()).isEqualTo(cost.parameters());
      assertThat(entry.macs()).isEqualTo(cost.macs());
      assertThat(entry.classNames()).hasSize(entry.classes()).hasSize(80);
    }
  }

  @Test
  void cards_tellDataRecipeAccuracyLicenceAndCommand() throws IOException {
    for (ZooEntry entry : entries) {
      JsonNode card = new ObjectMapper().readTree(entry.cardJson());
      assertThat(card.path("name").asText()).isEqualTo(entry.name());
      assertThat(card.path("reportAccuracy").asDouble()).isBetween(0.25, 0.7);
      assertThat(card.path("recipe").path("epochs").asInt()).isPositive();
      assertThat(card.path("dataSha256").asText()).hasSize(64);
      assertThat(card.path("data").asText()).contains("80 of the 100 classes");
      assertThat(card.path("licenceNote").asText()).contains("non-commercial");
      assertThat(card.path("command").asText())
          .startsWith("./nasoa zoo build ")
          .contains("--model '%s=%s'".formatted(entry.name(), entry.architecture()));
    }
  }
}
