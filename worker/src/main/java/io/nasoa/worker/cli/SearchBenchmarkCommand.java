package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.zoo.search.benchmark.SearchBenchmark;
import io.nasoa.zoo.search.benchmark.SearchBenchmarkResult;
import io.nasoa.zoo.search.benchmark.SearchTable;
import io.nasoa.zoo.search.benchmark.SearchTableReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks the search algorithm on a table of evaluations: no store, no training. */
@Command(
    name = "benchmark",
    description = "Run the search algorithm and random search on a tabulated space.")
final class SearchBenchmarkCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "TABLE.csv",
      description = "Columns hp_x0 to hp_x5, metric_error, metric_latency and task.")
  String table = "";

  @Option(names = "--task", required = true, description = "Whose rows of the table are searched.")
  String task = "";

  @Option(
      names = "--evaluations",
      defaultValue = "500",
      description = "Evaluations of one run (default: ${DEFAULT-VALUE}).")
  int evaluations;

  @Option(
      names = "--seeds",
      defaultValue = "20",
      description = "Runs, with seeds 0, 1, ... (default: ${DEFAULT-VALUE}).")
  int seeds;

  @Mixin OutputOption output = new OutputOption();

  SearchBenchmarkCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (evaluations < 1 || seeds < 1) {
      throw new CommandException(
          ExitCode.INVALID_INPUT,
          "--evaluations and --seeds must be at least 1, were %d and %d"
              .formatted(evaluations, seeds));
    }
    SearchTable rows = SearchTableReader.read(shell.directory().resolve(table), task);
    SearchBenchmarkResult result = new SearchBenchmark(rows).run(evaluations, seeds);
    new Printer(shell, output.format).object(Json.MAPPER.<ObjectNode>valueToTree(result));
    return ExitCode.DONE.value();
  }
}
