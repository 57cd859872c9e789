package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.zoo.store.StoredTask;
import java.util.List;
import java.util.Optional;
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
        .addSubcommand(new TaskResumeCommand(shell, tuning));
  }

  @Command(description = "List the tasks, the newest first; starts nothing.")
  int list(@Mixin GlobalOptions options, @Mixin OutputOption output) {
    Settings settings = options.read(shell).settings();
    List<StoredTask> tasks =
        DataDirectory.exists(settings.dataDir())
            ? Session.owning(settings, directory -> directory.tasks().list())
            : List.of();
    List<ObjectNode> rows = tasks.stream().map(views::json).toList();
    new Printer(shell, output.format).list(TaskViews.COLUMNS, rows);
    return ExitCode.DONE.value();
  }

  @Command(description = "Print one task and its result; starts nothing.")
  int show(
      @Parameters(paramLabel = "ID", description = "Id of the task.") String id,
      @Mixin GlobalOptions options,
      @Mixin OutputOption output) {
    Settings settings = options.read(shell).settings();
    Optional<StoredTask> task =
        DataDirectory.exists(settings.dataDir())
            ? Session.owning(settings, directory -> directory.tasks().find(id))
            : Optional.empty();
    StoredTask found =
        task.orElseThrow(
            () ->
                new CommandException(
                    ExitCode.CONFLICT,
                    "no task '%s' in %s; \"nasoa task list\" lists them"
                        .formatted(id, settings.dataDir())));
    new Printer(shell, output.format).object(views.json(found));
    return ExitCode.DONE.value();
  }
}
