package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableRow;
import io.nasoa.workflows.table.TableStatus;
import io.nasoa.zoo.table.TableColumns;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The fine-tuning table. */
@Command(
    name = "table",
    description = "Tables of fine-tunings: what past experience and benchmarks are made of.",
    synopsisSubcommandLabel = "COMMAND")
final class TableCommand {
  private final Shell shell;
  private final RunView<TableRequest, TableStatus, TableResult> runs = RunView.tables();
  private final TableViews views = new TableViews();

  private TableCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine create(Shell shell, TuningFactory tuning) {
    var tables = RunView.tables();
    return new CommandLine(new TableCommand(shell))
        .addSubcommand(new TableStartCommand(shell, tuning))
        .addSubcommand(new TableEvaluateCommand(shell))
        .addSubcommand(
            RunActionCommand.create(
                tables,
                shell,
                tuning,
                new TaskAction.Pause(),
                "Let a table stand still; trials keep their checkpoints."))
        .addSubcommand(
            RunActionCommand.create(
                tables, shell, tuning, new TaskAction.Resume(), "Go on with a table."))
        .addSubcommand(
            RunActionCommand.create(
                tables,
                shell,
                tuning,
                new TaskAction.Cancel(),
                "Give a table up; its rows stay, and started again it goes on."));
  }

  @Command(description = "List the tables, the newest last; starts nothing.")
  int list(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    return runs.list(shell, options.read(shell).settings(), output.format);
  }

  @Command(description = "Print where a table stands, or how it ended; starts nothing.")
  int show(
      @Parameters(paramLabel = "ID", description = "Id of the table.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    return runs.show(shell, options.read(shell).settings(), output.format, id);
  }

  @Command(description = "Write the rows of a table so far as CSV; starts nothing.")
  int export(
      @Parameters(paramLabel = "ID", description = "Id of the table.") String id,
      @Option(names = "--to", required = true, paramLabel = "FILE.csv", description = "The file.")
          Path to,
      @Mixin GlobalOptions options) {
    Settings settings = options.read(shell).settings();
    List<TableRow> rows = runs.reading(settings, id, data -> data.tableRows(id));
    Path file = shell.directory().resolve(to);
    CsvOutput.write(shell, file, TableColumns.NAMES, rows.stream().map(views::line).toList());
    shell.say("%d trials in %s".formatted(rows.size(), file));
    return ExitCode.DONE.value();
  }
}
