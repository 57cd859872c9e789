package io.nasoa.worker.cli;

import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.worker.report.SearchReport;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The architecture search. */
@Command(
    name = "search",
    description = "The architecture search.",
    synopsisSubcommandLabel = "COMMAND")
final class SearchCommand {
  private final Shell shell;
  private final RunView<SearchRequest, SearchStatus, SearchResult> runs = RunView.searches();
  private final SearchViews views = new SearchViews();

  private SearchCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine create(Shell shell, TuningFactory tuning) {
    var searches = RunView.searches();
    return new CommandLine(new SearchCommand(shell))
        .addSubcommand(new SearchStartCommand(shell, tuning))
        .addSubcommand(
            RunActionCommand.create(
                searches,
                shell,
                tuning,
                new TaskAction.Pause(),
                "Let a search stand still; candidates keep their checkpoints."))
        .addSubcommand(
            RunActionCommand.create(
                searches, shell, tuning, new TaskAction.Resume(), "Go on with a search."))
        .addSubcommand(
            RunActionCommand.create(
                searches,
                shell,
                tuning,
                new TaskAction.Stop(),
                "End a search now with the front it has."))
        .addSubcommand(
            RunActionCommand.create(
                searches,
                shell,
                tuning,
                new TaskAction.Cancel(),
                "Give a search up; started again, it goes on."))
        .addSubcommand(new SearchCompareCommand(shell))
        .addSubcommand(new SearchBenchmarkCommand(shell))
        .addSubcommand(new SearchGateCommand(shell));
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

  @Command(description = "Print the Pareto front of a search so far, the fastest network first.")
  int front(
      @Parameters(paramLabel = "ID", description = "Id of the search.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    Settings settings = options.read(shell).settings();
    SearchStatus status = runs.reading(settings, id, data -> data.searches().status(id));
    new Printer(shell, output.format)
        .list(SearchViews.FRONT_COLUMNS, status.front().stream().map(views::point).toList());
    return ExitCode.DONE.value();
  }

  @Command(description = "Write every evaluation of a search as CSV.")
  int export(
      @Parameters(paramLabel = "ID", description = "Id of the search.") String id,
      @Option(names = "--to", required = true, paramLabel = "FILE.csv", description = "The file.")
          Path to,
      @Mixin GlobalOptions options) {
    Settings settings = options.read(shell).settings();
    List<EvaluatedCandidate> log = runs.reading(settings, id, data -> data.searchLog(id));
    Path file = shell.directory().resolve(to);
    CsvOutput.write(shell, file, SearchViews.LOG_COLUMNS, log.stream().map(views::line).toList());
    shell.say("%d evaluations in %s".formatted(log.size(), file));
    return ExitCode.DONE.value();
  }

  @Command(description = "Write a page with the front of a search as a plot; starts nothing.")
  int report(
      @Parameters(paramLabel = "ID", description = "Id of the search.") String id,
      @Option(names = "--to", required = true, paramLabel = "FILE.html", description = "The file.")
          Path to,
      @Mixin GlobalOptions options) {
    Settings settings = options.read(shell).settings();
    String page =
        runs.reading(
            settings, id, data -> SearchReport.of(data.searches().status(id), data.searchLog(id)));
    Path file = shell.directory().resolve(to);
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.FAILED, "cannot write %s: %s".formatted(file, e.getMessage()));
    }
    shell.say("the report is in " + file);
    return ExitCode.DONE.value();
  }
}
