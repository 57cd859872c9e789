package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.worker.temporal.SearchNotFoundException;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.tuning.TaskState;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Asks one thing of a search and prints where it stands then. */
final class SearchActionCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;
  private final TaskAction action;

  @Parameters(paramLabel = "ID", description = "Id of the search.")
  String id = "";

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  private SearchActionCommand(Shell shell, TuningFactory tuning, TaskAction action) {
    this.shell = shell;
    this.tuning = tuning;
    this.action = action;
  }

  /** The command of an action, named after it. */
  static CommandLine create(
      Shell shell, TuningFactory tuning, TaskAction action, String description) {
    CommandLine line = new CommandLine(new SearchActionCommand(shell, tuning, action));
    CommandSpec spec = line.getCommandSpec().name(action.verb());
    spec.usageMessage().description(description);
    return line;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new SearchNotFoundException(id);
    }
    SearchStatus status =
        Session.reach(settings, owner -> owner.performOnSearch(action, id), () -> here(settings));
    SearchCommand.print(shell, output.format, new SearchViews().json(status));
    return ExitCode.DONE.value();
  }

  /** Nobody works on the search: it is gone on with only for what needs that. */
  private SearchStatus here(Settings settings) {
    String deviceClass = settings.device().startsWith("cuda") ? "cuda" : "cpu";
    try (TaskHost host = TaskHost.start(shell, settings, deviceClass, tuning)) {
      SearchStatus status = host.owner().performOnSearch(action, id);
      boolean goesOn = action instanceof TaskAction.Resume || action instanceof TaskAction.Stop;
      return goesOn && !status.state().ended() && status.state() != TaskState.PAUSED
          ? new SearchWaiting(shell, settings, host.owner()).await(id).status()
          : status;
    }
  }
}
