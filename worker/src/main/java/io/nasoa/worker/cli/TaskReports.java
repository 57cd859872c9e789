package io.nasoa.worker.cli;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.tuning.TaskFiles;
import io.nasoa.worker.report.Report;
import io.nasoa.worker.report.ReportedTask;
import io.nasoa.workflows.tuning.TaskResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the reports of a data directory. */
final class TaskReports {
  private static final Logger LOG = LoggerFactory.getLogger(TaskReports.class);

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final String UNKNOWN = "unknown";

  private final Path dataDirectory;

  TaskReports(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** Writes the report of a task that has ended. */
  void write(TaskResult task, String data) {
    write(
        dataDirectory.resolve("tasks").resolve(task.task()).resolve("report.html"),
        Report.ofTask(reported(task, data)));
  }

  /** Writes a report of several tasks. */
  boolean writeStream(Path file, List<ReportedTask> tasks) {
    return write(file, Report.ofTasks("A stream of fine-tuning tasks", tasks));
  }

  /** What a report tells of an ended task. */
  ReportedTask reported(TaskResult task, String data) {
    Path metrics = dataDirectory.resolve("tasks").resolve(task.task()).resolve("metrics.jsonl");
    try {
      return new ReportedTask(task, data, MetricsLog.read(metrics));
    } catch (IOException e) {
      return new ReportedTask(task, data, List.of()); // a report without curves is still one
    }
  }

  /** The data as the user of a task named them; {@code unknown} when its files are not there. */
  String dataOf(String task) {
    Path request = new TaskFiles(dataDirectory, task).request();
    try {
      return YAML.readTree(request.toFile()).path("data").asText(UNKNOWN);
    } catch (IOException e) {
      return UNKNOWN; // a report without the name of the data is still one
    }
  }

  /** Writes a page; a task is not worse for a report that could not be written. */
  private static boolean write(Path file, String html) {
    try {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(file, html);
      return true;
    } catch (IOException e) {
      LOG.warn("the report {} cannot be written: {}", file, e.toString());
      return false;
    }
  }
}
