package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.timing.ModelTimes;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.report.ComparedNetwork;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.comparison.ComparedModel;
import io.nasoa.zoo.comparison.Side;
import io.nasoa.zoo.comparison.Training;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Entries of the zoo as models to compare: entries that differ in the seed of their training only
 * are one model, timed once.
 */
final class ComparedEntries {
  private static final String ZOO = "zoo";
  private static final String RIVAL = "rival";

  private static final Comparator<ZooEntry> BY_SEED =
      Comparator.<ZooEntry>comparingLong(entry -> CardFacts.of(entry).seed())
          .thenComparing(ZooEntry::name);

  private final List<ZooEntry> left = new ArrayList<>();
  private final Map<Key, List<ZooEntry>> models = new LinkedHashMap<>();

  /** What seeds of one model have in common. */
  private record Key(
      Side side, String architecture, Stem stem, int resolution, int classes, ObjectNode training) {
    static Key of(ZooEntry entry) {
      return new Key(
          entry.role().equals(ZOO) ? Side.ZOO : Side.RIVAL,
          entry.architecture(),
          entry.stem(),
          entry.resolution(),
          entry.classes(),
          CardFacts.of(entry).training());
    }
  }

  /**
   * @param entries all that were asked for
   * @param named whether by name: then imported ones count as rivals
   */
  ComparedEntries(List<ZooEntry> entries, boolean named) {
    Set<String> weights = new HashSet<>();
    for (ZooEntry entry : entries) {
      boolean ours = entry.role().equals(ZOO) || entry.role().equals(RIVAL);
      if (!ours && !named) {
        continue;
      }
      if (CardFacts.of(entry).accuracy().isEmpty()) {
        left.add(entry);
      } else if (weights.add(entry.weightsSha256())) {
        models.computeIfAbsent(Key.of(entry), key -> new ArrayList<>()).add(entry);
      }
    }
    models.values().forEach(seeds -> seeds.sort(BY_SEED));
  }

  /** Names of entries whose card tells no accuracy. */
  List<String> withoutAccuracy() {
    return left.stream().map(ZooEntry::name).toList();
  }

  /** Whether there is a model of that side. */
  boolean has(Side side) {
    return models.keySet().stream().anyMatch(key -> key.side() == side);
  }

  /** One entry of each model, to be timed. */
  List<ZooEntry> timed() {
    return models.values().stream().map(seeds -> seeds.get(0)).toList();
  }

  /**
   * Names of the models that were trained otherwise than most: by another recipe or on other
   * images, so that the comparison is not one of networks alone.
   */
  List<String> trainedOtherwise() {
    Map<ObjectNode, List<String>> byTraining = new LinkedHashMap<>();
    models.forEach(
        (key, seeds) ->
            byTraining
                .computeIfAbsent(key.training(), training -> new ArrayList<>())
                .add(seeds.get(0).name()));
    ObjectNode usual =
        byTraining.entrySet().stream()
            .max(Comparator.comparingInt(group -> group.getValue().size()))
            .map(Map.Entry::getKey)
            .orElseGet(Json.MAPPER::createObjectNode);
    return byTraining.entrySet().stream()
        .filter(group -> !group.getKey().equals(usual))
        .flatMap(group -> group.getValue().stream())
        .toList();
  }

  /**
   * The models with what they take.
   *
   * @param times those of {@link #timed()}, in its order
   */
  List<ComparedNetwork> networks(List<ModelTimes> times) {
    List<ComparedNetwork> networks = new ArrayList<>();
    for (Map.Entry<Key, List<ZooEntry>> model : models.entrySet()) {
      networks.add(network(model.getKey(), model.getValue(), times.get(networks.size())));
    }
    return networks;
  }

  private static ComparedNetwork network(Key key, List<ZooEntry> seeds, ModelTimes times) {
    ZooEntry first = seeds.get(0);
    ComparedModel model =
        new ComparedModel(
            first.name(),
            key.side(),
            Networks.family(first.architecture()).orElse(first.role()),
            times.stepRatio(),
            seeds.stream().map(ComparedEntries::training).toList());
    return new ComparedNetwork(
        model,
        first.architecture(),
        first.resolution(),
        first.parameters(),
        first.macs(),
        1000 * times.stepSeconds().get(0));
  }

  private static Training training(ZooEntry entry) {
    CardFacts card = CardFacts.of(entry);
    return new Training(entry.name(), card.seed(), card.accuracy().orElseThrow(), card.images());
  }
}
