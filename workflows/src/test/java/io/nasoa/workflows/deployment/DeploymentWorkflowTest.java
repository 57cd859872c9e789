package io.nasoa.workflows.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.payload.PayloadConverters;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentWorkflowTest {
  private static final String QUEUE = "queue";
  private static final String HISTORY = "histories/deployment-0.1.json";

  private static TestWorkflowEnvironment environment() {
    return TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder()
                    .setIdentity("test")
                    .setDataConverter(PayloadConverters.newDataConverter())
                    .build())
            .build());
  }

  private static Worker worker(TestWorkflowEnvironment environment) {
    Worker worker = environment.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(DeploymentWorkflowImpl.class);
    return worker;
  }

  private static WorkflowStub started(TestWorkflowEnvironment environment) {
    DeploymentWorkflow stub =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                DeploymentWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(DeploymentWorkflow.id("d"))
                    .setTaskQueue(QUEUE)
                    .setMemo(Map.of(DeploymentWorkflow.STORE_ID, "s"))
                    .build());
    WorkflowClient.start(stub::run, new DeploymentBinding(DeploymentBinding.SCHEMA, "d", "s"));
    return WorkflowStub.fromTyped(stub);
  }

  private static int events(TestWorkflowEnvironment environment) {
    return environment
        .getWorkflowClient()
        .fetchHistory(DeploymentWorkflow.id("d"))
        .getEvents()
        .size();
  }

  @Test
  void yearsPass_itIsOpen_tellsItsStore_andItsHistoryDoesNotGrow() throws Exception {
    try (TestWorkflowEnvironment environment = environment()) {
      worker(environment);
      environment.start();
      WorkflowStub stub = started(environment);
      while (events(environment) < 4) { // until its one task is completed
        Thread.sleep(10);
      }
      environment.sleep(java.time.Duration.ofDays(1000));

      assertThat(stub.describe().getStatus())
          .isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
      assertThat(stub.describe().getMemo(DeploymentWorkflow.STORE_ID, String.class)).isEqualTo("s");
      assertThat(events(environment)).isEqualTo(4);
    }
  }

  @Test
  void recordedHistory_replays() throws Exception {
    try (TestWorkflowEnvironment environment = environment();
        InputStream file = getClass().getClassLoader().getResourceAsStream(HISTORY)) {
      assertThat(file).isNotNull();
      WorkflowReplayer.replayWorkflowExecution(
          WorkflowExecutionHistory.fromJson(
              new String(file.readAllBytes(), StandardCharsets.UTF_8)),
          worker(environment));
    }
  }

  /** Records the history; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path file = Path.of(arguments[0], HISTORY);
    if (Files.exists(file)) {
      return;
    }
    try (TestWorkflowEnvironment environment = environment()) {
      worker(environment);
      environment.start();
      started(environment);
      while (events(environment) < 4) {
        Thread.sleep(10);
      }
      Files.writeString(
          file,
          environment.getWorkflowClient().fetchHistory(DeploymentWorkflow.id("d")).toJson(false)
              + "\n");
    }
  }
}
