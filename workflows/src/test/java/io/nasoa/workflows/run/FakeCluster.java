package io.nasoa.workflows.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.workflows.airflow.FakeDags;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.tuning.TaskQueues;
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

/**
 * A time-skipping server with one control worker and one trainer, both of the same fake activities,
 * an Airflow, and one run of a workflow.
 *
 * @param <W> the workflow
 */
public abstract class FakeCluster<W> implements AutoCloseable {
  private static final String FOLDER = "histories/";

  /** The Airflow beside it. */
  public final FakeDags airflow = new FakeDags();

  private final TestWorkflowEnvironment environment;
  private final Worker control;
  private final Class<W> type;
  private final String id;

  /**
   * A cluster that has started.
   *
   * @param id of the run
   * @param activities of the trainer and of the control worker
   * @param below implementations of workflows that it starts
   */
  protected FakeCluster(
      Class<W> type,
      Class<? extends W> implementation,
      String id,
      Object activities,
      Class<?>... below) {
    this.type = type;
    this.id = id;
    WorkflowClientOptions client =
        WorkflowClientOptions.newBuilder()
            .setIdentity("test")
            .setDataConverter(PayloadConverters.newDataConverter())
            .build();
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build());
    control = environment.newWorker(TaskQueues.control("default"));
    control.registerWorkflowImplementationTypes(implementation);
    control.registerWorkflowImplementationTypes(below);
    control.registerActivitiesImplementations(activities);
    WorkerOptions training =
        WorkerOptions.newBuilder().setMaxHeartbeatThrottleInterval(Duration.ofMillis(100)).build();
    environment
        .newWorker(TaskQueues.trainer("default", "cpu"), training)
        .registerActivitiesImplementations(activities);
    environment
        .newWorker(TaskQueues.airflow("default"), training)
        .registerActivitiesImplementations(airflow);
    environment.start();
  }

  /** Starts the run from a state. */
  public final void startFrom(Object state) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(id)
            .setTaskQueue(TaskQueues.control("default"))
            .build();
    W stub = environment.getWorkflowClient().newWorkflowStub(type, options);
    WorkflowStub.fromTyped(stub).start(state);
  }

  /** The server's time in milliseconds since the epoch. */
  public final long now() {
    return environment.currentTimeMillis();
  }

  /** The run that was started. */
  public final W run() {
    return environment.getWorkflowClient().newWorkflowStub(type, id);
  }

  /** Asks for a cancellation. */
  public final void cancel() {
    WorkflowStub.fromTyped(run()).cancel();
  }

  /** Waits for the end of the run that was started. */
  public final <R> R result(Class<R> result) {
    return WorkflowStub.fromTyped(run()).getResult(result);
  }

  /** Replays a history. */
  public final void replay(String history) throws Exception {
    WorkflowReplayer.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(history), control);
  }

  /** A recorded history. */
  public static String history(String name) throws IOException {
    String path = FOLDER + name + ".json";
    try (InputStream file = FakeCluster.class.getClassLoader().getResourceAsStream(path)) {
      assertThat(file).as(path).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Where a history is recorded.
   *
   * @param resources the tests' resources
   */
  public static Path file(String resources, String name) throws IOException {
    return Files.createDirectories(Path.of(resources, FOLDER)).resolve(name + ".json");
  }

  /** Waits for the end of the run that was started and records its history. */
  public final void record(Path file) throws IOException {
    try {
      System.err.println(file + ": " + result(Object.class));
    } catch (RuntimeException e) {
      System.err.println(file + ": " + e.getCause());
    }
    Files.writeString(file, environment.getWorkflowClient().fetchHistory(id).toJson(false) + "\n");
  }

  @Override
  public void close() {
    environment.close();
  }
}
