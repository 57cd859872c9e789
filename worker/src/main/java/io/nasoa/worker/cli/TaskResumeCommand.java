package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnerClient;
import io.nasoa.worker.http.TaskAction;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with tasks whose process ended before they did, and waits for them. */
@Command(
    name = "resume",
    description = "Go on with an unfinished task, or with all of them, from the last checkpoint.")
final class TaskResumeCommand implements Callable<Integer> {
  private final Shell shell;
  private final TuningFactory tuning;

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "Id of the task (default: every unfinished one).")
  @Nullable String id;

  @Option(
      names = "--device-class",
      defaultValue = "cpu",
      paramLabel = "CLASS",
      description = "Devices of this process's trainings: cpu or cuda (default: ${DEFAULT-VALUE}).")
  String deviceClass = "cpu";

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption output = new OutputOption();

  TaskResumeCommand(Shell shell, TuningFactory tuning) {
    this.shell = shell;
    this.tuning = tuning;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new CommandException(
          ExitCode.CONFLICT, "there are no tasks in %s".formatted(settings.dataDir()));
    }
    List<FineTuningResult> results =
        Session.reach(settings, owner -> with(owner, settings), () -> here(settings));
    print(results);
    return results.stream()
        .map(TaskWaiting::exitCode)
        .filter(code -> code != ExitCode.DONE)
        .findFirst()
        .orElse(ExitCode.DONE)
        .value();
  }

  /** Somebody else owns the directory and goes on by itself with all that nobody paused. */
  private List<FineTuningResult> with(OwnerClient owner, Settings settings) {
    String task = id;
    List<String> tasks;
    if (task == null) {
      tasks =
          owner.tasks().stream()
              .filter(known -> !known.state().ended() && known.state() != TaskState.PAUSED)
              .map(TaskResult::task)
              .toList();
    } else {
      owner.perform(new TaskAction.Resume(), task);
      tasks = List.of(task);
    }
    shell.say(
        tasks.isEmpty()
            ? "every task has ended"
            : "process %d works on %s".formatted(owner.pid(), String.join(", ", tasks)));
    TaskWaiting waiting = new TaskWaiting(shell, settings, owner);
    return tasks.stream().map(waiting::await).toList();
  }

  private List<FineTuningResult> here(Settings settings) {
    try (TaskHost host = TaskHost.start(shell, settings, deviceClass, tuning)) {
      TaskWaiting waiting = new TaskWaiting(shell, settings, host.owner());
      List<FineTuningResult> results = resumed(host).stream().map(waiting::await).toList();
      waiting.awaitOthers(host.owner());
      return results;
    }
  }

  private List<String> resumed(TaskHost host) {
    String task = id;
    if (task == null) {
      List<String> all = host.service().resumeUnfinished();
      shell.say(all.isEmpty() ? "every task has ended" : "going on with " + String.join(", ", all));
      return all;
    }
    host.service().resume(task);
    return List.of(task);
  }

  private void print(List<FineTuningResult> results) {
    TaskViews views = new TaskViews();
    List<ObjectNode> rows = results.stream().map(result -> views.json(result.task())).toList();
    Printer printer = new Printer(shell, output.format);
    if (id != null && rows.size() == 1) {
      printer.object(rows.get(0));
    } else {
      printer.list(TaskViews.COLUMNS, rows);
    }
  }
}
