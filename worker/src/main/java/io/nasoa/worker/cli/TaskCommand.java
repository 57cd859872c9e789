package io.nasoa.worker.cli;

import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.LogLine;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.worker.http.StoredData;
import io.nasoa.worker.temporal.TaskNotFoundException;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskResult;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Fine-tuning tasks. */
@Command(name = "task", description = "Fine-tuning tasks.", synopsisSubcommandLabel = "COMMAND")
final class TaskCommand {
  private final Shell shell;
  private final TaskViews views = new TaskViews();

  private TaskCommand(Shell shell) {
    this.shell = shell;
  }

  static CommandLine create(Shell shell, TuningFactory tuning, Ids ids) {
    return new CommandLine(new TaskCommand(shell))
        .addSubcommand(new TaskSubmitCommand(shell, tuning, ids))
        .addSubcommand(new TaskPlanCommand(shell, tuning, ids))
        .addSubcommand(new TaskResumeCommand(shell, tuning))
        .addSubcommand(new TaskActionCommand.Pause(shell, tuning))
        .addSubcommand(new TaskActionCommand.Stop(shell, tuning))
        .addSubcommand(new TaskActionCommand.Cancel(shell, tuning))
        .addSubcommand(new TaskActionCommand.Extend(shell, tuning));
  }

  @Command(description = "List the tasks, the newest last; starts nothing.")
  int list(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    Settings settings = options.read(shell).settings();
    List<TaskResult> tasks =
        DataDirectory.exists(settings.dataDir())
            ? Session.reading(settings, OwnedData::tasks)
            : List.of();
    new Printer(shell, output.format)
        .list(TaskViews.COLUMNS, tasks.stream().map(views::json).toList());
    return ExitCode.DONE.value();
  }

  @Command(description = "Print one task and its result; starts nothing.")
  int show(
      @Parameters(paramLabel = "ID", description = "Id of the task.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    Settings settings = options.read(shell).settings();
    TaskResult task = reading(settings, id, data -> data.task(id));
    new Printer(shell, output.format).object(views.json(task));
    return ExitCode.DONE.value();
  }

  @Command(description = "Print what was written about a task: its ledger, metrics and log lines.")
  int logs(
      @Parameters(paramLabel = "ID", description = "Id of the task.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    Settings settings = options.read(shell).settings();
    List<LogLine> lines = reading(settings, id, data -> data.logs(id));
    new Printer(shell, output.format)
        .list(List.of("time", "source", "text"), lines.stream().map(views::tree).toList());
    return ExitCode.DONE.value();
  }

  @Command(description = "Follow a task to its end and print its result; starts nothing.")
  int watch(
      @Parameters(paramLabel = "ID", description = "Id of the task.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    Settings settings = options.read(shell).settings();
    requireDirectory(settings, id);
    FineTuningResult result =
        Session.reach(
            settings,
            owner -> new TaskWaiting(shell, settings, owner).await(id),
            () -> Session.owned(settings, directory -> ended(new StoredData(directory), id)));
    new Printer(shell, output.format).object(views.json(result.task()));
    return TaskWaiting.exitCode(result).value();
  }

  private static FineTuningResult ended(OwnedData data, String id) {
    return data.result(id)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.CONFLICT,
                    "task %s is %s and nobody works on it: \"nasoa up\" or \"nasoa task resume %s\" goes on"
                        .formatted(id, data.task(id).state(), id)));
  }

  private static <T> T reading(Settings settings, String id, Function<OwnedData, T> work) {
    requireDirectory(settings, id);
    return Session.reading(settings, work);
  }

  /** Nothing is made only to find that nothing is there. */
  private static void requireDirectory(Settings settings, String id) {
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new TaskNotFoundException(id);
    }
  }
}
