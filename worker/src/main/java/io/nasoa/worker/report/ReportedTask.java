package io.nasoa.worker.report;

import io.nasoa.activities.training.MetricsLog;
import io.nasoa.workflows.tuning.TaskResult;
import java.util.List;

/**
 * What a report tells of one task.
 *
 * @param result the result, or what is known so far
 * @param data the data as its user named them
 * @param metrics the lines of its {@code metrics.jsonl}
 */
public record ReportedTask(TaskResult result, String data, List<MetricsLog.Line> metrics) {
  public ReportedTask {
    metrics = List.copyOf(metrics);
  }
}
