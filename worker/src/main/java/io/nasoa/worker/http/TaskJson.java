package io.nasoa.worker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.temporal.Submission;

/** Views that the API and the command line share. */
public final class TaskJson {
  private TaskJson() {}

  /** What a submission did. */
  public static ObjectNode accepted(Submission submission) {
    return Json.MAPPER
        .createObjectNode()
        .put("task", submission.taskId())
        .put("run", submission.run())
        .put("submission", submission.kind().name());
  }
}
