package io.nasoa.worker.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;
import java.util.List;

/** Tasks as users get them, from the store's rows alone. */
final class TaskViews {
  /** What a list shows. */
  static final List<String> COLUMNS =
      List.of("task", "state", "endedBy", "model", "accuracy", "steps", "activeSeconds", "error");

  private final ObjectMapper mapper = PayloadJson.newMapper();

  /** The task as JSON: its result, or what is known of it so far. */
  ObjectNode json(StoredTask task) {
    return json(result(task));
  }

  ObjectNode json(TaskResult result) {
    return mapper.valueToTree(result);
  }

  /** The task's result, or what is known of it so far. */
  TaskResult result(StoredTask task) {
    TaskRun run = task.newestRun();
    try {
      if (run.resultJson() != null) {
        return mapper.readValue(run.resultJson(), FineTuningResult.class).task();
      }
      TaskState state = TaskState.valueOf(run.state().name());
      FineTuningState known =
          run.progressJson() == null
              ? FineTuningState.accepted(
                  mapper.readValue(task.requestJson(), FineTuningRequest.class),
                  run.run(),
                  run.claimedAt().toEpochMilli())
              : mapper.readValue(run.progressJson(), FineTuningState.class);
      return TaskResult.of(known, state, null, known.spent());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(
          "the row of task '%s' cannot be read: %s".formatted(task.id(), e.getOriginalMessage()),
          e);
    }
  }
}
