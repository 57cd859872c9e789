package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.timing.ModelTimes;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.zoo.registry.ZooEntry;
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

/** Asks whether the front that was found elsewhere is one here. */
@Command(
    name = "benchmark",
    description =
        "Time the zoo's models against each other on this machine and tell which are still on the front of accuracy and step time.")
final class ZooBenchmarkCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("name", "role", "accuracy", "stepMilliseconds", "stepRatio", "front");

  private final Shell shell;

  @Mixin TimingOptions timing = new TimingOptions();
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
    timing.check();
    Settings settings = options.read(shell).settings();
    List<ZooEntry> entries = timing.entries(settings);
    List<ModelTimes> times = timing.measure(shell, settings, entries);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      rows.add(new Row(entries.get(i), times.get(i), CardFacts.of(entries.get(i)).accuracy()));
    }
    rows.sort(Comparator.comparingDouble(row -> row.times().stepRatio()));
    new Printer(shell, output.format).list(COLUMNS, printed(rows));
    return ExitCode.DONE.value();
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
