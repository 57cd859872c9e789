package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.report.ComparedNetwork;
import io.nasoa.worker.report.ComparisonWords;
import io.nasoa.worker.report.TimedZoo;
import io.nasoa.zoo.comparison.ComparedModel;
import io.nasoa.zoo.comparison.Comparison;
import io.nasoa.zoo.comparison.FrontReading;
import io.nasoa.zoo.comparison.Hypervolumes;
import io.nasoa.zoo.comparison.RivalStanding;
import io.nasoa.zoo.comparison.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/** A comparison as users get it: {@link ComparisonFile} reads the JSON back. */
final class ComparisonJson {
  private static final String UNIT = "accuracy points x doublings of step time";

  private final TimedZoo timed;
  private final Comparison comparison;

  ComparisonJson(TimedZoo timed) {
    this.timed = timed;
    this.comparison = timed.comparison();
  }

  /** All of it. */
  ObjectNode tree() {
    ObjectNode tree = Json.MAPPER.createObjectNode();
    ObjectNode measurement = tree.putObject("measurement");
    measurement.put("device", timed.device()).put("batchSize", timed.batchSize());
    measurement.put("rounds", timed.rounds()).put("reference", timed.reference());
    tree.putArray("models").addAll(models());
    ObjectNode fronts = tree.putObject("fronts");
    fronts.set("zoo", names(comparison.zooFront()));
    fronts.set("rivals", names(comparison.rivalFront()));
    fronts.set("both", names(comparison.front()));
    tree.set("hypervolumes", hypervolumes());
    tree.putArray("rivals").addAll(rivals());
    return tree;
  }

  /** The models, the fastest first. */
  List<ObjectNode> models() {
    return timed.networks().stream()
        .sorted(Comparator.comparingDouble(it -> it.model().stepTime()))
        .map(this::model)
        .toList();
  }

  private ObjectNode model(ComparedNetwork network) {
    ComparedModel model = network.model();
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("name", model.name()).put("role", model.side() == Side.ZOO ? "zoo" : "rival");
    node.put("family", model.family()).put("accuracy", model.accuracy());
    put(node, "standardError", model.standardError());
    node.put("images", model.images() == 0 ? null : model.images());
    node.put("seeds", model.trainings().size());
    put(node, "spread", model.spread());
    node.put("stepMilliseconds", network.stepMilliseconds());
    node.put("stepRatio", model.stepTime());
    node.put("front", ComparisonWords.standing(comparison, model));
    node.put("architecture", network.architecture()).put("resolution", network.resolution());
    node.put("parameters", network.parameters()).put("macs", network.macs());
    ArrayNode trainings = node.putArray("trainings");
    model
        .trainings()
        .forEach(
            training ->
                trainings
                    .addObject()
                    .put("name", training.name())
                    .put("seed", training.seed())
                    .put("accuracy", training.accuracy())
                    .put("images", training.images()));
    return node;
  }

  /** The rivals against the zoo's front, the fastest first. */
  List<ObjectNode> rivals() {
    return comparison.rivals().stream().map(this::rival).toList();
  }

  private ObjectNode rival(RivalStanding standing) {
    ComparedModel rival = standing.rival();
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("name", rival.name()).put("family", rival.family());
    node.put("accuracy", rival.accuracy()).put("stepRatio", rival.stepTime());
    put(node, "zooStepRatio", standing.zooStepTime().number());
    put(node, "ratio", standing.ratio().number());
    node.put("ratioIs", ComparisonWords.kind(standing.ratio()));
    put(node, "zooAccuracy", standing.zooAccuracy().number());
    FrontReading points = standing.gain().map(it -> 100 * it);
    put(node, "gainPoints", points.number());
    node.put("gainIs", ComparisonWords.kind(points));
    ComparedModel real = standing.asAccurate();
    node.put("asAccurate", real == null ? null : real.name());
    node.put("asAccurateRatio", real == null ? null : rival.stepTime() / real.stepTime());
    return node.put("front", ComparisonWords.standing(comparison, rival));
  }

  /** The models, the rivals with their standings: one table of everything. */
  List<ObjectNode> lines() {
    List<ObjectNode> rivals = rivals();
    List<ObjectNode> lines = new ArrayList<>();
    for (ObjectNode line : models()) {
      rivals.stream()
          .filter(rival -> rival.path("name").equals(line.path("name")))
          .forEach(line::setAll);
      lines.add(line);
    }
    return lines;
  }

  /** The rivals for eyes: a bound is seen as one. */
  List<ObjectNode> brief() {
    List<ObjectNode> rows = new ArrayList<>();
    for (RivalStanding standing : comparison.rivals()) {
      ObjectNode row = rival(standing);
      row.put("rival", standing.rival().name());
      row.put("ratio", ComparisonWords.figure(standing.ratio(), "%.2f"));
      row.put("gainPoints", ComparisonWords.figure(standing.gain().map(it -> 100 * it), "%+.2f"));
      rows.add(row);
    }
    return rows;
  }

  /** What the fronts dominate. */
  ObjectNode hypervolumes() {
    Hypervolumes found = comparison.hypervolumes();
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("unit", UNIT);
    node.putObject("reference")
        .put("accuracy", found.reference().accuracy())
        .put("stepRatio", found.reference().stepTime());
    return node.put("zoo", found.zoo()).put("rivals", found.rivals()).put("both", found.both());
  }

  private static ArrayNode names(List<ComparedModel> models) {
    ArrayNode names = Json.MAPPER.createArrayNode();
    models.forEach(model -> names.add(model.name()));
    return names;
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    node.put(name, value.isPresent() ? value.getAsDouble() : null);
  }
}
