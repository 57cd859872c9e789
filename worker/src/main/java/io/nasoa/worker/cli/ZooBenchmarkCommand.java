package io.nasoa.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.timing.ModelTimer;
import io.nasoa.activities.timing.ModelTimes;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.rivals.Networks;
import io.nasoa.zoo.search.Objectives;
import io.nasoa.zoo.search.ParetoFront;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks whether the front that was found elsewhere is one here. */
@Command(
    name = "benchmark",
    description =
        "Time the zoo's models against each other on this machine and tell which are still on the front of accuracy and step time.")
final class ZooBenchmarkCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("name", "role", "accuracy", "stepMilliseconds", "stepRatio", "front");

  private final Shell shell;

  @Parameters(paramLabel = "NAME", arity = "0..*", description = "Entries (default: all).")
  List<String> names = List.of();

  @Option(
      names = "--rounds",
      defaultValue = "9",
      paramLabel = "N",
      description = "Steps of each model that count (default: ${DEFAULT-VALUE}).")
  int rounds;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  ZooBenchmarkCommand(Shell shell) {
    this.shell = shell;
  }

  private record Row(ZooEntry entry, ModelTimes times, OptionalDouble accuracy) {
    Objectives objectives() {
      return new Objectives(accuracy.orElse(0), times.stepRatio());
    }
  }

  @Override
  public Integer call() {
    if (rounds < 1) {
      throw new CommandException(
          ExitCode.INVALID_INPUT, "--rounds must be at least 1, was " + rounds);
    }
    Settings settings = options.read(shell).settings();
    List<ZooEntry> entries = entries(settings);
    TorchRuntime torch = new TorchStart(shell, settings).get();
    List<ModelTimes> times =
        new ModelTimer(torch, torch.device(settings.device()))
            .measure(entries.stream().map(ZooBenchmarkCommand::subject).toList(), rounds);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      rows.add(new Row(entries.get(i), times.get(i), accuracy(entries.get(i))));
    }
    rows.sort(Comparator.comparingDouble(row -> row.times().stepRatio()));
    new Printer(shell, output.format).list(COLUMNS, printed(rows));
    return ExitCode.DONE.value();
  }

  private List<ZooEntry> entries(Settings settings) {
    return names.isEmpty()
        ? Session.reading(settings, OwnedData::zoo)
        : names.stream().distinct().map(name -> ZooCommand.entry(settings, name)).toList();
  }

  private static ModelTimer.Subject subject(ZooEntry entry) {
    return new ModelTimer.Subject(
        entry.name(),
        Networks.parse(entry.architecture()).toGraph(entry.classes(), entry.stem()),
        entry.resolution());
  }

  private static OptionalDouble accuracy(ZooEntry entry) {
    try {
      JsonNode card = Json.MAPPER.readTree(entry.cardJson());
      JsonNode accuracy = card.path("reportAccuracy");
      return accuracy.isNumber() ? OptionalDouble.of(accuracy.asDouble()) : OptionalDouble.empty();
    } catch (JsonProcessingException e) {
      return OptionalDouble.empty();
    }
  }

  private static List<ObjectNode> printed(List<Row> rows) {
    Set<String> ofZoo = front(rows.stream().filter(row -> row.entry().role().equals("zoo")));
    Set<String> ofAll = front(rows.stream());
    return rows.stream().map(row -> printed(row, ofZoo, ofAll)).toList();
  }

  private static Set<String> front(Stream<Row> rows) {
    List<Row> measured = rows.filter(row -> row.accuracy().isPresent()).toList();
    Set<String> names = new HashSet<>();
    ParetoFront.of(measured, Row::objectives).forEach(row -> names.add(row.entry().name()));
    return names;
  }

  private static ObjectNode printed(Row row, Set<String> ofZoo, Set<String> ofAll) {
    ModelTimes times = row.times();
    ObjectNode node = Json.MAPPER.createObjectNode();
    node.put("name", row.entry().name()).put("role", row.entry().role());
    node.put("accuracy", row.accuracy().isPresent() ? row.accuracy().getAsDouble() : null);
    node.put("stepMilliseconds", 1000 * times.stepSeconds().get(0));
    node.put("stepRatio", times.stepRatio());
    node.put("front", standing(row, ofZoo, ofAll));
    ArrayNode byFrozenStages = node.putArray("stepMillisecondsByFrozenStages");
    times.stepSeconds().forEach(seconds -> byFrozenStages.add(1000 * seconds));
    node.put("inferenceMilliseconds", 1000 * times.inferenceSeconds());
    node.put("activationBytes", times.activationBytes());
    node.put("parameters", row.entry().parameters()).put("macs", row.entry().macs());
    node.put("architecture", row.entry().architecture());
    return node;
  }

  private static String standing(Row row, Set<String> ofZoo, Set<String> ofAll) {
    String name = row.entry().name();
    if (row.accuracy().isEmpty()) {
      return "accuracy unknown";
    }
    if (ofAll.contains(name)) {
      return "on the front";
    }
    return ofZoo.contains(name) ? "on the zoo's front, behind a rival" : "fell off";
  }
}
