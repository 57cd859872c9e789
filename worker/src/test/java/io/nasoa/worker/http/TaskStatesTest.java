package io.nasoa.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.worker.cli.RunningOwner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two tasks and one slot: who has it stands in the list, whatever the store knew last. */
@Timeout(60)
class TaskStatesTest {
  @TempDir private static Path directory;

  @Test
  void list_resumedTaskThatWaitsForItsSlot_isQueued() throws Exception {
    try (RunningOwner owner = new RunningOwner(directory, Map.of(), "--set", "slots=1")) {
      submit(owner, "first");
      await(owner, "first", "RUNNING");
      post(owner, "first", "pause");
      await(owner, "first", "PAUSED");
      submit(owner, "second");
      await(owner, "second", "RUNNING");
      // Between two of its stages the slot is free for whoever asks.
      awaitTraining(owner, "second");

      post(owner, "first", "resume");

      await(owner, "first", "QUEUED");
      assertThat(owner.json("/v1/tasks/first").get("state").asText()).isEqualTo("QUEUED");
      assertThat(state(owner, "second")).isEqualTo("RUNNING");
      post(owner, "second", "cancel");
      await(owner, "first", "RUNNING");
      post(owner, "first", "cancel");
      await(owner, "first", "CANCELLED");
    }
  }

  private static void submit(RunningOwner owner, String id) throws Exception {
    String body = "{\"data\":\"draw:shapes\",\"steps\":100000}";
    assertThat(owner.send("PUT", "/v1/tasks/" + id, body).statusCode()).isEqualTo(201);
  }

  private static void post(RunningOwner owner, String id, String action) throws Exception {
    String path = "/v1/tasks/%s/%s".formatted(id, action);
    assertThat(owner.send("POST", path, "").statusCode()).isEqualTo(200);
  }

  private static String state(RunningOwner owner, String id) throws Exception {
    for (JsonNode task : owner.json("/v1/tasks")) {
      if (task.get("task").asText().equals(id)) {
        return task.get("state").asText();
      }
    }
    return "";
  }

  private static void awaitTraining(RunningOwner owner, String id) throws Exception {
    while (!owner.json("/v1/tasks/%s/status".formatted(id)).path("progress").isObject()) {
      Thread.sleep(50);
    }
  }

  private static void await(RunningOwner owner, String id, String state) throws Exception {
    while (!state(owner, id).equals(state)) {
      Thread.sleep(50);
    }
  }
}
