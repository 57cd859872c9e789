package io.nasoa.activities.dagrun;

import io.nasoa.activities.airflow.AirflowClient;
import io.nasoa.activities.airflow.AirflowException;
import io.nasoa.activities.airflow.TaskInstance;
import io.nasoa.workflows.airflow.DagRunRef;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a DAG run has failed, in a sentence: its tasks at fault and the end of the first one's log.
 */
final class FailedRun {
  private static final int LOG_LINES = 5;
  private static final int LONGEST_LINE = 200;
  private static final int MOST_TASKS = 5;

  private FailedRun() {}

  static String sentence(AirflowClient client, DagRunRef run) {
    String where = "run %s of DAG %s failed".formatted(run.runId(), run.dag());
    String page = "see " + client.dagRunUrl(run.dag(), run.runId());
    List<TaskInstance> failed = client.failedTasks(run.dag(), run.runId());
    if (failed.isEmpty()) {
      return "%s without a failed task, so somebody marked it so; %s".formatted(where, page);
    }
    String names =
        failed.stream()
            .limit(MOST_TASKS)
            .map(task -> "%s (try %d)".formatted(task.displayName(), task.tryNumber()))
            .collect(Collectors.joining(", "));
    return "%s in task %s%s; %s".formatted(where, names, log(client, run, failed.get(0)), page);
  }

  /** The log is a courtesy: without it the sentence still names the task. */
  private static String log(AirflowClient client, DagRunRef run, TaskInstance task) {
    try {
      List<String> tail = client.logTail(run.dag(), run.runId(), task, LOG_LINES);
      return tail.isEmpty()
          ? ""
          : tail.stream().map(FailedRun::shortened).collect(Collectors.joining(" | ", ": ", ""));
    } catch (AirflowException e) {
      return "";
    }
  }

  private static String shortened(String line) {
    String plain = line.replaceAll("\\p{Cntrl}", " ").strip();
    return plain.length() <= LONGEST_LINE ? plain : plain.substring(0, LONGEST_LINE) + "...";
  }
}
