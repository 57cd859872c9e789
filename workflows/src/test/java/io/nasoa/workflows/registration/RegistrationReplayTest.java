package io.nasoa.workflows.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testing.WorkflowReplayer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories against today's workflow. {@link #main} records those that are missing; an
 * existing one is never written again.
 */
class RegistrationReplayTest {
  private static final String FOLDER = "histories/";

  @ParameterizedTest
  @ValueSource(strings = {"succeeded", "paused-resumed", "failed", "cancelled"})
  void recordedHistory_replays(String kind) throws Exception {
    try (Cluster cluster = new Cluster()) {
      WorkflowReplayer.replayWorkflowExecution(read(kind), cluster.control);
      assertThat(cluster.workers.calls).isEmpty();
    }
  }

  @Test
  void changedOrder_isFound() throws Exception {
    String swapped =
        read("succeeded")
            .toJson(false)
            .replace(RegistrationActivities.MEASURE, "x")
            .replace(RegistrationRecordActivities.REGISTER, RegistrationActivities.MEASURE);
    try (Cluster cluster = new Cluster()) {
      assertThatThrownBy(
              () ->
                  WorkflowReplayer.replayWorkflowExecution(
                      WorkflowExecutionHistory.fromJson(swapped), cluster.control))
          .hasMessageContaining("NonDeterministicException");
    }
  }

  @Test
  void modelThatDiverges_isLeftOutAndTold() throws Exception {
    try (Cluster cluster = new Cluster()) {
      RegistrationRequest two = RegistrationSamples.request();
      cluster.start(
          new RegistrationRequest(
              1,
              two.id(),
              two.deployment(),
              two.data(),
              two.stem(),
              two.resolution(),
              List.of(
                  new RegistrationModel("bad-one", "2-_8_2-2", ModelRole.ZOO), two.models().get(1)),
              two.recipe(),
              two.device(),
              3));
      RegistrationResult result =
          WorkflowStub.fromTyped(cluster.build()).getResult(RegistrationResult.class);
      assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(result.status().models())
          .extracting(RegistrationStatus.Model::stage)
          .containsExactly(ModelStage.FAILED, ModelStage.REGISTERED);
      assertThat(result.status().models().get(0).failure()).isEqualTo("diverged");
      assertThat(cluster.workers.calls)
          .contains("measure [two]", "register two")
          .doesNotContain("register bad-one");
    }
  }

  @Test
  void stateWithEverythingButTheRegistration_goesOnThere() throws Exception {
    try (Cluster cluster = new Cluster()) {
      RegistrationState begun = RegistrationState.accepted(RegistrationSamples.request(), 1, 0);
      cluster.startFrom(
          begun
              .with(
                  0,
                  ModelProgress.NONE
                      .with(RegistrationSamples.pretrained())
                      .with(RegistrationSamples.measured()))
              .with(1, ModelProgress.NONE.with(PretrainOutcome.failed("diverged", 1))));
      RegistrationResult result =
          WorkflowStub.fromTyped(cluster.build()).getResult(RegistrationResult.class);
      assertThat(result.status().registered()).isEqualTo(1);
      assertThat(cluster.workers.calls)
          .containsExactly("saveState", "register one", "saveState", "finish SUCCEEDED");
    }
  }

  private static WorkflowExecutionHistory read(String kind) throws IOException {
    String name = FOLDER + "zoo-registration-0.2-" + kind + ".json";
    try (InputStream file =
        RegistrationReplayTest.class.getClassLoader().getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return WorkflowExecutionHistory.fromJson(
          new String(file.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A time-skipping server with one control worker and one trainer, both fakes. */
  private static final class Cluster implements AutoCloseable {
    final FakeRegistrationWorkers workers = new FakeRegistrationWorkers();
    final TestWorkflowEnvironment environment;
    final Worker control;

    Cluster() {
      environment =
          TestWorkflowEnvironment.newInstance(
              TestEnvironmentOptions.newBuilder()
                  .setWorkflowClientOptions(
                      WorkflowClientOptions.newBuilder()
                          .setIdentity("test")
                          .setDataConverter(PayloadConverters.newDataConverter())
                          .build())
                  .build());
      control = environment.newWorker(TaskQueues.control("default"));
      control.registerWorkflowImplementationTypes(ZooRegistrationWorkflowImpl.class);
      control.registerActivitiesImplementations(workers);
      environment
          .newWorker(
              TaskQueues.trainer("default", "cpu"),
              WorkerOptions.newBuilder()
                  .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                  .build())
          .registerActivitiesImplementations(workers);
      environment.start();
    }

    ZooRegistrationWorkflow build() {
      return environment
          .getWorkflowClient()
          .newWorkflowStub(
              ZooRegistrationWorkflow.class, TaskQueues.registrationWorkflowId("default", "b"));
    }

    void start(RegistrationRequest request) {
      startFrom(RegistrationState.accepted(request, 1, environment.currentTimeMillis()));
    }

    void startFrom(RegistrationState state) {
      ZooRegistrationWorkflow stub =
          environment
              .getWorkflowClient()
              .newWorkflowStub(
                  ZooRegistrationWorkflow.class,
                  WorkflowOptions.newBuilder()
                      .setWorkflowId(TaskQueues.registrationWorkflowId("default", "b"))
                      .setTaskQueue(TaskQueues.control("default"))
                      .build());
      WorkflowClient.start(stub::run, state);
    }

    @Override
    public void close() {
      environment.close();
    }
  }

  private interface Script {
    void run(Cluster cluster) throws InterruptedException;
  }

  /** Records what is missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0], FOLDER));
    record(folder, "succeeded", RegistrationSamples.request(), cluster -> {});
    record(folder, "failed", named("bad"), cluster -> {});
    record(
        folder,
        "paused-resumed",
        RegistrationSamples.request(),
        cluster -> {
          cluster.workers.await("pretrain", 2);
          cluster.build().pause();
          while (cluster.build().status().state() != TaskState.PAUSED) {
            Thread.sleep(10);
          }
          cluster.workers.hold(false);
          cluster.build().resume();
        });
    record(
        folder,
        "cancelled",
        RegistrationSamples.request(),
        cluster -> {
          cluster.workers.await("pretrain", 2);
          WorkflowStub.fromTyped(cluster.build()).cancel();
        });
  }

  private static RegistrationRequest named(String name) {
    RegistrationRequest request = RegistrationSamples.request();
    return new RegistrationRequest(
        1,
        request.id(),
        request.deployment(),
        request.data(),
        request.stem(),
        request.resolution(),
        List.of(new RegistrationModel(name, "2-_8_2-2", ModelRole.ZOO)),
        request.recipe(),
        request.device(),
        3);
  }

  private static void record(Path folder, String kind, RegistrationRequest request, Script script)
      throws Exception {
    Path file = folder.resolve("zoo-registration-0.2-" + kind + ".json");
    if (Files.exists(file)) {
      return;
    }
    try (Cluster cluster = new Cluster()) {
      cluster.workers.hold(kind.equals("paused-resumed") || kind.equals("cancelled"));
      cluster.start(request);
      script.run(cluster);
      try {
        RegistrationResult result =
            WorkflowStub.fromTyped(cluster.build()).getResult(RegistrationResult.class);
        System.err.println(kind + ": " + result);
      } catch (RuntimeException e) {
        System.err.println(kind + ": " + e.getCause());
      }
      Files.writeString(
          file,
          cluster
                  .environment
                  .getWorkflowClient()
                  .fetchHistory(TaskQueues.registrationWorkflowId("default", "b"))
                  .toJson(false)
              + "\n");
    }
  }
}
