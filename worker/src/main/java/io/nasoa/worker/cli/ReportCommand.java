package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.DataDirectory;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.Settings;
import io.nasoa.worker.http.OwnedData;
import io.nasoa.worker.report.ReportedTask;
import io.nasoa.workflows.tuning.TaskResult;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes one page about tasks, running ones as far as they are. */
@Command(
    name = "report",
    description = "Write one HTML page about tasks: a table, then curves and time of each.")
final class ReportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Ids of tasks (default: all of the data directory).")
  List<String> ids = List.of();

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The page (default: reports/tasks.html in the data directory).")
  @Nullable Path file;

  @Mixin GlobalOptions options = new GlobalOptions();
  @Mixin OutputOption format = new OutputOption();

  ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Settings settings = options.read(shell).settings();
    if (!DataDirectory.exists(settings.dataDir())) {
      throw new CommandException(
          ExitCode.CONFLICT,
          "%s holds no tasks: 'nasoa task submit' makes one".formatted(settings.dataDir()));
    }
    TaskReports reports = new TaskReports(settings.dataDir());
    List<ReportedTask> tasks =
        Session.reading(settings, this::asked).stream()
            .map(task -> reports.reported(task, reports.dataOf(task.task())))
            .toList();
    Path page =
        file == null
            ? settings.dataDir().resolve("reports").resolve("tasks.html")
            : shell.directory().resolve(file);
    if (!reports.writeStream(page, tasks)) {
      throw new CommandException(
          ExitCode.FAILED, "the report %s cannot be written".formatted(page));
    }
    ObjectNode row = Json.MAPPER.createObjectNode().put("report", page.toString());
    new Printer(shell, format.format).object(row.put("tasks", tasks.size()));
    return ExitCode.DONE.value();
  }

  private List<TaskResult> asked(OwnedData data) {
    return ids.isEmpty() ? data.tasks() : ids.stream().map(data::task).toList();
  }
}
