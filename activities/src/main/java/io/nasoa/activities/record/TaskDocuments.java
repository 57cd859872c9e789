package io.nasoa.activities.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.workflows.payload.PayloadJson;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.zoo.store.StoreException;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;

/** The JSON documents in the rows of tasks and runs. Safe for use by many threads. */
public final class TaskDocuments {
  private final JsonMapper mapper = PayloadJson.newMapper();

  /** The text to store of a record. */
  public String write(Record document) {
    try {
      return mapper.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of " + document.getClass() + " is not JSON", e);
    }
  }

  /**
   * What a task was asked for.
   *
   * @throws StoreException if the row holds something else
   */
  public FineTuningRequest request(StoredTask task) {
    return read(task.requestJson(), FineTuningRequest.class, "request", task.id());
  }

  /**
   * From where the newest run goes on: its saved state, or its beginning when none was saved.
   *
   * @throws StoreException if the row holds something else
   */
  public FineTuningState state(StoredTask task) {
    TaskRun run = task.newestRun();
    String saved = run.progressJson();
    return saved == null
        ? FineTuningState.accepted(request(task), run.run(), run.claimedAt().toEpochMilli())
        : read(saved, FineTuningState.class, "progress", task.id());
  }

  /**
   * The result of a run that has ended.
   *
   * @throws StoreException if the row holds something else
   */
  public FineTuningResult result(String taskId, String resultJson) {
    return read(resultJson, FineTuningResult.class, "result", taskId);
  }

  private <T> T read(String json, Class<T> type, String column, String taskId) {
    try {
      return mapper.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new StoreException(
          "the stored %s of task %s is not a %s: %s"
              .formatted(column, taskId, type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }
}
