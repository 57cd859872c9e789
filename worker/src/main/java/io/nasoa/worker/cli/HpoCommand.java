package io.nasoa.worker.cli;

import io.nasoa.activities.hpo.HpoRows;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoRow;
import io.nasoa.workflows.hpo.HpoStatus;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hyper-parameter optimisers that plans are compared with. */
@Command(
    name = "hpo",
    description =
        "The hyper-parameter optimisers that plans are compared with: on tasks, and on their own.",
    synopsisSubcommandLabel = "COMMAND")
final class HpoCommand {
  private final Shell shell;
  private final RunView<HpoRequest, HpoStatus, HpoResult> runs = RunView.hpo();
  private final HpoViews views = new HpoViews();

  private HpoCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine create(Shell shell, TuningFactory tuning) {
    var hpo = RunView.hpo();
    return new CommandLine(new HpoCommand(shell))
        .addSubcommand(new HpoStartCommand(shell, tuning))
        .addSubcommand(
            RunActionCommand.create(
                hpo,
                shell,
                tuning,
                new TaskAction.Pause(),
                "Let a search stand still; trials keep their checkpoints."))
        .addSubcommand(
            RunActionCommand.create(
                hpo, shell, tuning, new TaskAction.Resume(), "Go on with a search."))
        .addSubcommand(
            RunActionCommand.create(
                hpo,
                shell,
                tuning,
                new TaskAction.Stop(),
                "End a search now with the incumbent it has."))
        .addSubcommand(
            RunActionCommand.create(
                hpo,
                shell,
                tuning,
                new TaskAction.Cancel(),
                "Give a search up; started again, it goes on."))
        .addSubcommand(new HpoProposalsCommand(shell))
        .addSubcommand(new HpoBenchmarkCommand(shell));
  }

  @Command(description = "List the searches, the newest last; starts nothing.")
  int list(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    return runs.list(shell, options.read(shell).settings(), output.format);
  }

  @Command(description = "Print where a search stands, or how it ended; starts nothing.")
  int show(
      @Parameters(paramLabel = "ID", description = "Id of the search.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    return runs.show(shell, options.read(shell).settings(), output.format, id);
  }

  @Command(
      description = "Write every evaluation and the incumbent after it as CSV; starts nothing.")
  int export(
      @Parameters(paramLabel = "ID", description = "Id of the search.") String id,
      @Option(names = "--to", required = true, paramLabel = "FILE.csv", description = "The file.")
          Path to,
      @Mixin GlobalOptions options) {
    Settings settings = options.read(shell).settings();
    List<HpoRow> rows = runs.reading(settings, id, data -> data.hpoRows(id));
    Path file = shell.directory().resolve(to);
    CsvOutput.write(shell, file, HpoRows.COLUMNS, rows.stream().map(views::line).toList());
    shell.say("%d evaluations in %s".formatted(rows.size(), file));
    return ExitCode.DONE.value();
  }
}
