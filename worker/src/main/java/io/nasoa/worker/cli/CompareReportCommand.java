package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.baselines.comparison.ComparisonFigures;
import io.nasoa.baselines.comparison.ComparisonTable;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.report.MethodsReport;
import io.nasoa.worker.report.ReportedComparison;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.zoo.replay.ReplayTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what came out of a comparison so far. */
@Command(
    name = "report",
    description = {
      "Print what came out of a comparison so far: accuracies, claims, cost ratios, regret, spending;"
          + " and write it as one page, JSON and CSV. Starts nothing."
    })
final class CompareReportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "ID", description = "Id of the comparison.")
  String id = "";

  @Option(
      names = "--to",
      paramLabel = "FILE.html",
      description =
          "The page; beside it FILE.json, FILE.csv (cells) and FILE-curves.csv (searches).")
  @Nullable Path to;

  @Option(
      names = "--table",
      paramLabel = "FILE.csv",
      description =
          "A fine-tuning table, by which cells are told to be informative (default: none is known to"
              + " be).")
  @Nullable Path table;

  @Option(
      names = "--preparation",
      paramLabel = "SECONDS",
      description =
          "What searching and pretraining the zoo and its first experience have cost, for the number"
              + " of tasks that pay for it.")
  @Nullable Double preparation;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  CompareReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    ReplayTable told = table == null ? null : ReplayTable.read(shell.directory().resolve(table));
    ReportedComparison reported =
        RunView.comparisons()
            .reading(
                settings,
                id,
                data -> {
                  ComparisonStatus status = data.comparisons().status(id);
                  return reported(status, data.comparisonCells(id), told);
                });
    CompareFigures figures = new CompareFigures(reported.figures());
    switch (output.format) {
      case JSON -> new Printer(shell, output.format).object(tree(reported));
      case CSV -> new Printer(shell, output.format).list(CompareFigures.COLUMNS, figures.lines());
      case TABLE -> figures.print(shell);
    }
    if (to != null) {
      write(reported, shell.directory().resolve(to));
    }
    return ExitCode.DONE.value();
  }

  private ReportedComparison reported(
      ComparisonStatus status, List<CellResult> cells, @Nullable ReplayTable told) {
    List<CellResult> known =
        told == null
            ? cells
            : cells.stream()
                .map(it -> it.informative(told.isInformative(it.task(), it.limit())))
                .toList();
    OptionalDouble before =
        preparation == null ? OptionalDouble.empty() : OptionalDouble.of(preparation);
    return new ReportedComparison(status, known, ComparisonFigures.of(known, before), told != null);
  }

  private static ObjectNode tree(ReportedComparison reported) {
    ObjectNode tree = new CompareViews().json(reported.status());
    tree.setAll(Json.MAPPER.<ObjectNode>valueToTree(reported.figures()));
    return tree;
  }

  private void write(ReportedComparison reported, Path page) {
    String name = String.valueOf(page.getFileName()).replaceFirst("\\.html?$", "");
    try {
      Files.writeString(page, MethodsReport.of(reported));
    } catch (IOException e) {
      throw unwritten(page, e);
    }
    json(reported, page.resolveSibling(name + ".json"));
    CsvOutput.rows(
        shell,
        page.resolveSibling(name + ".csv"),
        ComparisonTable.CELLS,
        ComparisonTable.cells(reported.cells()));
    CsvOutput.rows(
        shell,
        page.resolveSibling(name + "-curves.csv"),
        ComparisonTable.CURVES,
        ComparisonTable.curves(reported.cells()));
    shell.say("the report is in " + page);
  }

  private void json(ReportedComparison reported, Path file) {
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
      Shell intoFile =
          new Shell(
              out, shell.err(), shell.environment(), shell.directory(), false, shell.stopSignals());
      new Printer(intoFile, OutputFormat.JSON).object(tree(reported));
      if (out.checkError()) {
        throw new IOException("it could not be written to its end");
      }
    } catch (IOException e) {
      throw unwritten(file, e);
    }
  }

  private static CommandException unwritten(Path file, IOException e) {
    return new CommandException(
        ExitCode.FAILED, "cannot write %s: %s".formatted(file, e.getMessage()));
  }
}
