package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.hpo.HpoRows;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.worker.temporal.WorkKind;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoRow;
import io.nasoa.workflows.hpo.HpoStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    Settings settings = options.read(shell).settings();
    List<HpoStatus> all =
        DataDirectory.exists(settings.dataDir())
            ? Session.reading(settings, data -> data.hpo().list())
            : List.of();
    new Printer(shell, output.format).list(HpoViews.COLUMNS, all.stream().map(views::row).toList());
    return ExitCode.DONE.value();
  }

  @Command(description = "Print where a search stands, or how it ended; starts nothing.")
  int show(
      @Parameters(paramLabel = "ID", description = "Id of the search.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    Settings settings = options.read(shell).settings();
    Optional<HpoResult> ended = reading(settings, id, data -> data.hpo().result(id));
    ObjectNode tree =
        ended
            .map(views::ended)
            .orElseGet(() -> views.json(reading(settings, id, data -> data.hpo().status(id))));
    RunView.hpo().print(shell, output.format, tree);
    return ExitCode.DONE.value();
  }

  @Command(
      description = "Write every evaluation and the incumbent after it as CSV; starts nothing.")
  int export(
      @Parameters(paramLabel = "ID", description = "Id of the search.") String id,
      @Option(names = "--to", required = true, paramLabel = "FILE.csv", description = "The file.")
          Path to,
      @Mixin GlobalOptions options) {
    Settings settings = options.read(shell).settings();
    List<HpoRow> rows = reading(settings, id, data -> data.hpoRows(id));
    Path file = shell.directory().resolve(to);
    CsvOutput.write(shell, file, HpoRows.COLUMNS, rows.stream().map(views::line).toList());
    shell.say("%d evaluations in %s".formatted(rows.size(), file));
    return ExitCode.DONE.value();
  }

  private static <T> T reading(Settings settings, String id, Function<OwnedData, T> work) {
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new RunNotFoundException(WorkKind.HPO, id);
    }
    return Session.reading(settings, work);
  }
}
