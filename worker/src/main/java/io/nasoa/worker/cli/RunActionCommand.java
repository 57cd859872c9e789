package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.worker.temporal.RunNotFoundException;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskState;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Asks one thing of a search or a build and prints where it stands then. */
final class RunActionCommand<Q extends RunRequest, T extends RunStatus, R extends RunResult<T>>
    implements Callable<Integer> {
  private final RunView<Q, T, R> view;
  private final Shell shell;
  private final TuningFactory tuning;
  private final TaskAction action;

  @Parameters(paramLabel = "ID", description = "Its id.")
  String id = "";

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  private RunActionCommand(
      RunView<Q, T, R> view, Shell shell, TuningFactory tuning, TaskAction action) {
    this.view = view;
    this.shell = shell;
    this.tuning = tuning;
    this.action = action;
  }

  /** The command of an action, named after it. */
  static CommandLine create(
      RunView<?, ?, ?> view,
      Shell shell,
      TuningFactory tuning,
      TaskAction action,
      String description) {
    CommandLine line = new CommandLine(new RunActionCommand<>(view, shell, tuning, action));
    CommandSpec spec = line.getCommandSpec().name(action.verb());
    spec.usageMessage().description(description);
    return line;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new RunNotFoundException(view.kind(), id);
    }
    T status =
        Session.reach(
            settings, owner -> view.owned().apply(owner).perform(action, id), () -> here(settings));
    view.print(shell, output.format, view.views().json(status));
    return ExitCode.DONE.value();
  }

  /** Nobody works on it: it is gone on with only for what needs that. */
  private T here(Settings settings) {
    String deviceClass = settings.device().startsWith("cuda") ? "cuda" : "cpu";
    try (TaskHost host = TaskHost.start(shell, settings, deviceClass, tuning)) {
      T status = view.owned().apply(host.owner()).perform(action, id);
      boolean goesOn = action instanceof TaskAction.Resume || action instanceof TaskAction.Stop;
      return goesOn && !status.state().ended() && status.state() != TaskState.PAUSED
          ? new RunWaiting<>(view, shell, settings, host.owner()).await(id).status()
          : status;
    }
  }
}
