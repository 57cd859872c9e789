package io.nasoa.worker.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.activities.record.TaskDocuments;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.StoredTask;
import java.util.List;

/** Tasks as users get them, from the store's rows alone. */
final class TaskViews {
  /** What a list shows. */
  static final List<String> COLUMNS =
      List.of("task", "state", "endedBy", "model", "accuracy", "steps", "activeSeconds", "error");

  private final ObjectMapper mapper = PayloadJson.newMapper();
  private final TaskDocuments documents = new TaskDocuments();

  /** The task as JSON: its result, or what is known of it so far. */
  ObjectNode json(StoredTask task) {
    return json(result(task));
  }

  ObjectNode json(TaskResult result) {
    return tree(result);
  }

  /** Any record as a tree. */
  ObjectNode tree(Record document) {
    return mapper.valueToTree(document);
  }

  /** The data as its user named them. */
  String data(StoredTask task) {
    return documents.request(task).data();
  }

  /** The task's result, or what is known of it so far. */
  TaskResult result(StoredTask task) {
    String result = task.newestRun().resultJson();
    if (result != null) {
      return documents.result(task.id(), result).task();
    }
    FineTuningState known = documents.state(task);
    TaskState state = TaskState.valueOf(task.newestRun().state().name());
    return TaskResult.of(known, state, null, known.spent());
  }
}
