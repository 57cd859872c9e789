package io.nasoa.workflows.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.enums.v1.EventType;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.testing.WorkflowReplayer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StateAttributeTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  private WorkflowExecutionHistory history(boolean knowsAttributes) {
    if (knowsAttributes) {
      TaskAttributes.ALL.forEach(
          key -> cluster.environment.registerSearchAttribute(key.getName(), key.getValueType()));
    }
    cluster.stub("a").run(cluster.accepted(Samples.request("a")).onServer(knowsAttributes));
    return cluster
        .environment
        .getWorkflowClient()
        .fetchHistory(TaskQueues.fineTuningWorkflowId("default", "a"));
  }

  private static List<String> toldStates(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(
            event -> event.getEventType() == EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES)
        .map(
            event ->
                DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                    event
                        .getUpsertWorkflowSearchAttributesEventAttributes()
                        .getSearchAttributes()
                        .getIndexedFieldsOrThrow(TaskAttributes.STATE.getName()),
                    String.class,
                    String.class))
        .toList();
  }

  @Test
  void serverThatKnowsIt_isToldEachChangeOnce_andTheHistoryReplays() throws Exception {
    WorkflowExecutionHistory history = history(true);

    assertThat(toldStates(history)).containsExactly("RUNNING", "SUCCEEDED");
    WorkflowReplayer.replayWorkflowExecution(history, cluster.control);
  }

  @Test
  void otherServer_isToldNothing() {
    assertThat(toldStates(history(false))).isEmpty();
  }

  @Test
  void longNameOfData_isCutAtItsBeginning() {
    FineTuningRequest request = Samples.request("a");
    String data = "/data/" + "x".repeat(300) + "/end.zip";
    FineTuningRequest named =
        new FineTuningRequest(
            request.schema(),
            request.taskId(),
            request.deployment(),
            data,
            null,
            5,
            null,
            0,
            null,
            null,
            null,
            10,
            null,
            3,
            "cpu",
            1);

    assertThat(TaskAttributes.of(named).get(TaskAttributes.DATASET))
        .hasSize(200)
        .endsWith("/end.zip");
  }
}
