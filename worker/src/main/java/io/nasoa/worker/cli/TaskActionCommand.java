package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.workflows.tuning.FineTuningStatus;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one thing of a task and prints where it stands then. */
abstract class TaskActionCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;

  @Parameters(paramLabel = "ID", description = "Id of the task.")
  String id = "";

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  private TaskActionCommand(Shell shell, TuningFactory tuning) {
    this.shell = shell;
    this.tuning = tuning;
  }

  /** What is asked. */
  abstract TaskAction action();

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new TaskNotFoundException(id);
    }
    FineTuningStatus status =
        Session.reach(settings, owner -> owner.perform(action(), id), () -> here(settings));
    new Printer(shell, output.format).object(new TaskViews().tree(status));
    return ExitCode.DONE.value();
  }

  /** Nobody works on the task: it is not started for this. */
  private FineTuningStatus here(Settings settings) {
    String deviceClass = settings.device().startsWith("cuda") ? "cuda" : "cpu";
    try (TaskHost host = TaskHost.start(shell, settings, deviceClass, tuning)) {
      FineTuningStatus status = perform(host, new TaskWaiting(shell, settings, host.owner()));
      return status;
    }
  }

  /** Does it as the owner. */
  FineTuningStatus perform(TaskHost host, TaskWaiting waiting) {
    return host.owner().perform(action(), id);
  }

  /** Lets a task stand still. */
  @Command(
      name = "pause",
      description = "Let a task stand still with a checkpoint; its clock stops.")
  static final class Pause extends TaskActionCommand {
    Pause(Shell shell, TuningFactory tuning) {
      super(shell, tuning);
    }

    @Override
    TaskAction action() {
      return new TaskAction.Pause();
    }
  }

  /** Finishes a task early. */
  @Command(name = "stop", description = "Finish a task now and keep the model it has.")
  static final class Stop extends TaskActionCommand {
    Stop(Shell shell, TuningFactory tuning) {
      super(shell, tuning);
    }

    @Override
    TaskAction action() {
      return new TaskAction.Stop();
    }

    /** The model that it has is to be evaluated, by this process if there is no other. */
    @Override
    FineTuningStatus perform(TaskHost host, TaskWaiting waiting) {
      host.owner().perform(action(), id);
      waiting.await(id);
      return host.owner().status(id);
    }
  }

  /** Gives a task up. */
  @Command(name = "cancel", description = "Give a task up; no model is kept.")
  static final class Cancel extends TaskActionCommand {
    Cancel(Shell shell, TuningFactory tuning) {
      super(shell, tuning);
    }

    @Override
    TaskAction action() {
      return new TaskAction.Cancel();
    }
  }

  /** Gives a task more time. */
  @Command(name = "extend", description = "Let the budget of a task grow.")
  static final class Extend extends TaskActionCommand {
    @Option(
        names = "--by",
        required = true,
        paramLabel = "TIME",
        description = "How much: 30s, 10m, 1h30m.")
    Duration by = Duration.ZERO;

    Extend(Shell shell, TuningFactory tuning) {
      super(shell, tuning);
    }

    @Override
    TaskAction action() {
      return new TaskAction.Extend(by);
    }
  }
}
