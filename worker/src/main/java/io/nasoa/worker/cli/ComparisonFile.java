package io.nasoa.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.report.ComparedNetwork;
import io.nasoa.worker.report.TimedZoo;
import io.nasoa.zoo.comparison.ComparedModel;
import io.nasoa.zoo.comparison.Side;
import io.nasoa.zoo.comparison.Training;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code zoo compare -o json} printed; only what was measured, the rest follows. */
final class ComparisonFile {
  private final Path file;

  ComparisonFile(Path file) {
    this.file = file;
  }

  TimedZoo read() {
    JsonNode tree = tree();
    JsonNode measurement = field(tree, "measurement", "");
    List<ComparedNetwork> networks = new ArrayList<>();
    for (JsonNode model : field(tree, "models", "")) {
      networks.add(network(model, "models[%d]".formatted(networks.size())));
    }
    return new TimedZoo(
        text(measurement, "device", "measurement"),
        (int) whole(measurement, "batchSize", "measurement"),
        (int) whole(measurement, "rounds", "measurement"),
        text(measurement, "reference", "measurement"),
        networks);
  }

  private JsonNode tree() {
    try {
      return Json.MAPPER.readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw invalid("it is not JSON (%s)".formatted(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "cannot read %s: %s".formatted(file, e.getMessage()));
    }
  }

  private ComparedNetwork network(JsonNode node, String where) {
    List<Training> trainings = new ArrayList<>();
    String name = text(node, "name", where);
    try {
      for (JsonNode training : field(node, "trainings", where)) {
        trainings.add(training(training, "%s.trainings[%d]".formatted(where, trainings.size())));
      }
      return new ComparedNetwork(
          new ComparedModel(
              name,
              side(text(node, "role", where), where),
              text(node, "family", where),
              number(node, "stepRatio", where),
              trainings),
          text(node, "architecture", where),
          (int) whole(node, "resolution", where),
          whole(node, "parameters", where),
          whole(node, "macs", where),
          number(node, "stepMilliseconds", where));
    } catch (IllegalArgumentException e) {
      throw invalid("%s: %s".formatted(where, e.getMessage()));
    }
  }

  private Training training(JsonNode node, String where) {
    return new Training(
        text(node, "name", where),
        whole(node, "seed", where),
        number(node, "accuracy", where),
        (int) whole(node, "images", where));
  }

  private Side side(String role, String where) {
    return switch (role) {
      case "zoo" -> Side.ZOO;
      case "rival" -> Side.RIVAL;
      default -> throw invalid("%s.role is '%s', expected zoo or rival".formatted(where, role));
    };
  }

  private JsonNode field(JsonNode node, String name, String where) {
    JsonNode value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      throw invalid("it has no %s%s%s".formatted(where, where.isEmpty() ? "" : ".", name));
    }
    return value;
  }

  private String text(JsonNode node, String name, String where) {
    return field(node, name, where).asText();
  }

  private double number(JsonNode node, String name, String where) {
    JsonNode value = field(node, name, where);
    if (!value.isNumber()) {
      throw invalid("%s.%s is %s, expected a number".formatted(where, name, value));
    }
    return value.asDouble();
  }

  private long whole(JsonNode node, String name, String where) {
    JsonNode value = field(node, name, where);
    if (!value.isIntegralNumber()) {
      throw invalid("%s.%s is %s, expected a whole number".formatted(where, name, value));
    }
    return value.asLong();
  }

  private CommandException invalid(String what) {
    return new CommandException(
        ExitCode.INVALID_INPUT,
        "%s is not what \"nasoa zoo compare -o json\" printed: %s".formatted(file, what));
  }
}
