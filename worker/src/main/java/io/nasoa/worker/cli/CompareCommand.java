package io.nasoa.worker.cli;

import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.baselines.comparison.ComparisonTable;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The side-by-side comparison. */
@Command(
    name = "compare",
    description = "Methods side by side on the same tasks, at the same cost, as one durable run.",
    synopsisSubcommandLabel = "COMMAND")
final class CompareCommand {
  private final Shell shell;
  private final RunView<ComparisonRequest, ComparisonStatus, ComparisonResult> runs =
      RunView.comparisons();

  private CompareCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine create(Shell shell, TuningFactory tuning, Ids ids) {
    var comparisons = RunView.comparisons();
    return new CommandLine(new CompareCommand(shell))
        .addSubcommand(new CompareRunCommand(shell, tuning, ids))
        .addSubcommand(new CompareReportCommand(shell))
        .addSubcommand(
            RunActionCommand.create(
                comparisons,
                shell,
                tuning,
                new TaskAction.Pause(),
                "Let a comparison stand still; trials keep their checkpoints."))
        .addSubcommand(
            RunActionCommand.create(
                comparisons, shell, tuning, new TaskAction.Resume(), "Go on with a comparison."))
        .addSubcommand(
            RunActionCommand.create(
                comparisons,
                shell,
                tuning,
                new TaskAction.Cancel(),
                "Give a comparison up; its cells stay, and started again it goes on."));
  }

  @Command(description = "List the comparisons, the newest last; starts nothing.")
  int list(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    return runs.list(shell, options.read(shell).settings(), output.format);
  }

  @Command(
      description =
          "Print where a comparison stands, or how it ended; \"compare report\" tells what came out."
              + " Starts nothing.")
  int show(
      @Parameters(paramLabel = "ID", description = "Id of the comparison.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    return runs.show(shell, options.read(shell).settings(), output.format, id);
  }

  @Command(description = "Write the cells of a comparison so far as CSV; starts nothing.")
  int export(
      @Parameters(paramLabel = "ID", description = "Id of the comparison.") String id,
      @Option(names = "--to", required = true, paramLabel = "FILE.csv", description = "The file.")
          Path to,
      @Option(
              names = "--curves",
              paramLabel = "FILE.csv",
              description = "Also write the searches' curves.")
          @Nullable Path curves,
      @Mixin GlobalOptions options) {
    Settings settings = options.read(shell).settings();
    List<CellResult> cells = runs.reading(settings, id, data -> data.comparisonCells(id));
    Path file = shell.directory().resolve(to);
    CsvOutput.rows(shell, file, ComparisonTable.CELLS, ComparisonTable.cells(cells));
    if (curves != null) {
      CsvOutput.rows(
          shell,
          shell.directory().resolve(curves),
          ComparisonTable.CURVES,
          ComparisonTable.curves(cells));
    }
    shell.say("%d cells in %s".formatted(cells.size(), file));
    return ExitCode.DONE.value();
  }
}
