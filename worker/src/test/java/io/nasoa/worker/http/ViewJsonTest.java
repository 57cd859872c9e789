package io.nasoa.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nasoa.workflows.tuning.TaskResult;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ViewJsonTest {
  @Test
  void result_ofATaskThatWasOnlyTaken_hasEveryField() throws IOException {
    TaskResult taken =
        ViewJson.newMapper()
            .readValue("{\"task\": \"t\", \"state\": \"QUEUED\", \"seed\": 7}", TaskResult.class);

    JsonNode seen = ViewJson.newMapper().valueToTree(taken);

    assertThat(seen.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            Arrays.stream(TaskResult.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new));
    assertThat(seen.get("rationale").isNull()).isTrue();
  }
}
