package io.nasoa.worker.cli;

import io.nasoa.activities.record.TaskDocuments;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.worker.report.Report;
import io.nasoa.worker.report.ReportedTask;
import io.nasoa.worker.temporal.ServiceStoppedException;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for tasks of this process, shows how they go on and writes their reports. */
final class TaskWaiting {
  private final Shell shell;
  private final TaskHost host;

  TaskWaiting(Shell shell, TaskHost host) {
    this.shell = shell;
    this.host = host;
  }

  /** Waits until the task has ended, then writes its report. */
  FineTuningResult await(String task) {
    FineTuningResult result;
    ProgressLine line =
        new ProgressLine(
            shell, () -> host.service().status(task), budget(task), InstantSource.system());
    try (ProgressLine progress = line.start()) {
      result = host.service().await(task);
    } catch (ServiceStoppedException e) {
      throw parked();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCode.FAILED, "interrupted while waiting for " + task);
    }
    writeReport(result.task());
    say(result.task());
    return result;
  }

  /** A signal's thread is stopping everything and will end the process with its own code. */
  private static CommandException parked() {
    try {
      TimeUnit.MINUTES.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new CommandException(ExitCode.STOPPED, "stopped");
  }

  private void say(TaskResult task) {
    if (task.error() != null) {
      shell.say("%s %s: %s".formatted(task.task(), task.state(), task.error()));
    } else {
      shell.say("%s %s".formatted(task.task(), task.state()));
    }
  }

  /** What a report tells of an ended task. */
  ReportedTask reported(TaskResult task) {
    return reported(host.directory().taskDirectory(task.task()), task, dataOf(task));
  }

  private @Nullable Double budget(String task) {
    return host.directory()
        .tasks()
        .find(task)
        .map(stored -> new TaskDocuments().request(stored).budgetSeconds())
        .orElse(null);
  }

  private String dataOf(TaskResult task) {
    return host.directory()
        .tasks()
        .find(task.task())
        .map(stored -> new TaskViews().data(stored))
        .orElse("");
  }

  private static ReportedTask reported(Path directory, TaskResult task, String data) {
    try {
      return new ReportedTask(task, data, MetricsLog.read(directory.resolve("metrics.jsonl")));
    } catch (IOException e) {
      return new ReportedTask(task, data, List.of()); // a report without curves is still one
    }
  }

  private void writeReport(TaskResult task) {
    Path directory = host.directory().taskDirectory(task.task());
    write(directory.resolve("report.html"), Report.ofTask(reported(task)));
  }

  /** Writes a page; a task is not worse for a report that could not be written. */
  boolean write(Path file, String html) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, html);
      return true;
    } catch (IOException e) {
      shell.say("the report %s cannot be written: %s".formatted(file, e));
      return false;
    }
  }

  /** How a command ends that waited for this result. */
  static ExitCode exitCode(FineTuningResult result) {
    if (result.task().state() == TaskState.SUCCEEDED) {
      return ExitCode.DONE;
    }
    String type = result.failureType();
    return type == null ? ExitCode.FAILED : exitCode(type);
  }

  /** How a command ends after a failure of this type. */
  static ExitCode exitCode(String failureType) {
    return switch (failureType) {
      case FailureTypes.INVALID_DATA, FailureTypes.INVALID_MODEL, FailureTypes.INVALID_REQUEST ->
          ExitCode.INVALID_INPUT;
      case FailureTypes.NO_FEASIBLE_PLAN -> ExitCode.NO_FEASIBLE_PLAN;
      default -> ExitCode.FAILED;
    };
  }
}
