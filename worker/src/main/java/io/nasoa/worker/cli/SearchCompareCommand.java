package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.zoo.search.Measurement;
import io.nasoa.zoo.search.Objectives;
import io.nasoa.zoo.search.SearchComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Holds searches of one space against each other at equal numbers of evaluations. */
@Command(
    name = "compare",
    description =
        "Compare how far searches on the same data got, by the hypervolume of what each had found; the first is what the others are held against. Starts nothing.")
final class SearchCompareCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "search",
          "evaluations",
          "failed",
          "trainingSeconds",
          "hypervolume",
          "share",
          "reachedFirstAt");

  private final Shell shell;

  @Parameters(
      paramLabel = "ID",
      arity = "2..*",
      description = "Ids of searches: the same data, networks and short training.")
  List<String> ids = List.of();

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  SearchCompareCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new RunNotFoundException(WorkKind.SEARCH, ids.get(0));
    }
    List<List<EvaluatedCandidate>> logs =
        Session.reading(settings, data -> ids.stream().map(data::searchLog).toList());
    SearchComparison comparison = compared(logs);
    List<ObjectNode> rows = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      rows.add(row(i, logs.get(i), comparison));
    }
    new Printer(shell, output.format).list(COLUMNS, rows);
    return ExitCode.DONE.value();
  }

  private static SearchComparison compared(List<List<EvaluatedCandidate>> logs) {
    try {
      return SearchComparison.of(
          logs.stream()
              .map(log -> log.stream().map(SearchCompareCommand::objectives).toList())
              .toList());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.INVALID_INPUT, String.valueOf(e.getMessage()));
    }
  }

  private static Optional<Objectives> objectives(EvaluatedCandidate evaluated) {
    return Optional.ofNullable(evaluated.outcome().measurement()).map(Measurement::objectives);
  }

  private ObjectNode row(int search, List<EvaluatedCandidate> log, SearchComparison comparison) {
    ObjectNode row = Json.MAPPER.createObjectNode();
    row.put("search", ids.get(search)).put("evaluations", log.size());
    row.put("failed", log.stream().filter(it -> it.outcome().measurement() == null).count());
    row.put(
        "trainingSeconds",
        log.stream()
            .map(EvaluatedCandidate::outcome)
            .mapToDouble(CandidateOutcome::trainingSeconds)
            .sum());
    row.put("hypervolume", comparison.last(search));
    row.put("share", comparison.whole() == 0 ? 0 : comparison.last(search) / comparison.whole());
    comparison
        .reached(search, comparison.last(0))
        .ifPresentOrElse(
            after -> row.put("reachedFirstAt", after), () -> row.putNull("reachedFirstAt"));
    row.putObject("reference")
        .put("accuracy", comparison.reference().accuracy())
        .put("stepTime", comparison.reference().stepTime());
    ArrayNode after = row.putArray("hypervolumeAfter");
    comparison.hypervolumes().get(search).forEach(after::add);
    return row;
  }
}
