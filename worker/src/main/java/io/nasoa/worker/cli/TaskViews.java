package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.worker.http.ViewJson;
import io.nasoa.workflows.tuning.TaskResult;
import java.util.List;

/** Tasks as users get them. */
final class TaskViews {
  /** What a list shows. */
  static final List<String> COLUMNS =
      List.of("task", "state", "endedBy", "model", "accuracy", "steps", "activeSeconds", "error");

  private final ObjectMapper mapper = ViewJson.newMapper();

  /** The task as JSON: its result, or what is known of it so far. */
  ObjectNode json(TaskResult result) {
    return tree(result);
  }

  /** Any record as a tree. */
  ObjectNode tree(Record document) {
    return mapper.valueToTree(document);
  }
}
