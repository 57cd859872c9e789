package io.nasoa.activities.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.zoo.cost.ModelCost;
import io.nasoa.zoo.cost.StepTimes;
import io.nasoa.zoo.experience.StepTimeKey;
import io.nasoa.zoo.experience.StepTimeMeasurement;
import io.nasoa.zoo.planning.PlannedModel;
import io.nasoa.zoo.profile.DatasetProfile;
import io.nasoa.zoo.profile.ModelScores;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The models that a plan may choose, with what is known of them on the task's data and device. For
 * use by one thread.
 */
final class KnownZoo {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final FineTuningRequest request;
  private final Map<String, ZooEntry> entries = new LinkedHashMap<>();
  private final List<PlannedModel> models = new ArrayList<>();
  private final Map<StepTimeKey, StepTimeMeasurement> known = new LinkedHashMap<>();
  private final List<StepTimeMeasurement> measured = new ArrayList<>();

  /**
   * The zoo of a task.
   *
   * @param profile of its data, null where there is none
   * @throws InvalidModelException if no model has as many stages as are to be frozen
   */
  KnownZoo(PlanInput input, @Nullable DatasetProfile profile) {
    request = input.request();
    for (ZooEntry entry : smallestFirst(input.material().entries())) {
      PlannedModel model = planned(entry, input.profile().classes(), profile);
      Integer frozen = request.frozenStages();
      if (frozen == null || frozen <= model.cost().freezableStages()) {
        entries.put(entry.name(), entry);
        models.add(model);
      } else if (entries.isEmpty() && input.material().entries().size() == 1) {
        throw new InvalidModelException(
            "--frozen-stages %d is too many: %s has %d (the stem and its stages)"
                .formatted(frozen, entry.name(), model.cost().freezableStages()));
      }
    }
    if (entries.isEmpty()) {
      throw new InvalidModelException(
          "--frozen-stages %s is too many: no model of the zoo has so many"
              .formatted(request.frozenStages()));
    }
    input.material().stepTimes().forEach(time -> known.put(time.key(), time));
  }

  static List<ZooEntry> smallestFirst(Collection<ZooEntry> entries) {
    return entries.stream()
        .sorted(Comparator.comparingLong(ZooEntry::macs).thenComparing(ZooEntry::name))
        .toList();
  }

  private static PlannedModel planned(
      ZooEntry entry, int classes, @Nullable DatasetProfile profile) {
    Optional<ModelScores> scores =
        Optional.ofNullable(profile)
            .flatMap(known -> known.scores(entry.name(), entry.weightsSha256()));
    return new PlannedModel(
        entry.name(),
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        ModelCost.of(
            Networks.parse(entry.architecture()).toGraph(classes, entry.stem()),
            entry.resolution()),
        sourceAccuracy(entry),
        scores.map(ModelScores::logMe).orElse(Double.NaN),
        scores.map(ModelScores::nearestClassMean).orElse(Double.NaN));
  }

  /** NaN where the card tells none: cards of imported models may tell anything. */
  private static double sourceAccuracy(ZooEntry entry) {
    try {
      JsonNode accuracy = JSON.readTree(entry.cardJson()).path("reportAccuracy");
      return accuracy.isNumber() ? accuracy.asDouble() : Double.NaN;
    } catch (JsonProcessingException e) {
      return Double.NaN;
    }
  }

  /** The models, those with the fewest multiply-accumulates first. */
  List<PlannedModel> models() {
    return models;
  }

  /** The entry of one of {@link #models}. */
  ZooEntry entry(String model) {
    return Optional.ofNullable(entries.get(model)).orElseThrow();
  }

  /** What a step of a training is known by. */
  StepTimeKey key(String model, int frozenStages, int batchSize) {
    return key(request, entry(model), frozenStages, batchSize);
  }

  static StepTimeKey key(
      FineTuningRequest request, ZooEntry entry, int frozenStages, int batchSize) {
    return new StepTimeKey(
        entry.architecture(),
        entry.stem(),
        entry.resolution(),
        frozenStages,
        batchSize,
        request.device(),
        request.threads());
  }

  boolean isMeasured(StepTimeKey key) {
    return known.containsKey(key);
  }

  boolean nothingMeasured() {
    return known.isEmpty();
  }

  void add(StepTimeMeasurement time) {
    known.put(time.key(), time);
    measured.add(time);
  }

  /** What {@link #add} added. */
  List<StepTimeMeasurement> measured() {
    return List.copyOf(measured);
  }

  StepTimes stepTimes() {
    return new StepTimes(
        List.copyOf(known.values()),
        models.stream()
            .map(
                model ->
                    new StepTimes.KnownModel(
                        model.architecture(), model.stem(), model.resolution(), model.cost()))
            .toList());
  }
}
