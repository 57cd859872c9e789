package io.nasoa.workflows.tuning;

import io.nasoa.workflows.airflow.FakeDags;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.plugin.ForeignWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A time-skipping server with one control worker and one trainer, both fakes, and somebody else's
 * worker.
 */
final class TestCluster implements AutoCloseable {
  static final String FOREIGN_QUEUE = "foreign";

  final TestWorkflowEnvironment environment;
  final FakeTrainer trainer = new FakeTrainer();
  final FakeDags airflow = new FakeDags();
  final FakeRecords records = new FakeRecords();
  final Worker control;
  FineTuningRequest request = Samples.request("a", null, null);
  @Nullable FineTuningState state;
  private boolean started;

  TestCluster() {
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
    control.registerWorkflowImplementationTypes(
        FineTuningWorkflowImpl.class, PlanPreviewWorkflowImpl.class);
    control.registerActivitiesImplementations(records);
    Worker training =
        environment.newWorker(
            TaskQueues.trainer("default", "cpu"),
            WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                .build());
    training.registerActivitiesImplementations(trainer);
    environment
        .newWorker(
            TaskQueues.airflow("default"),
            WorkerOptions.newBuilder()
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                .build())
        .registerActivitiesImplementations(airflow);
    environment
        .newWorker(FOREIGN_QUEUE)
        .registerWorkflowImplementationTypes(ForeignWorkflow.Impl.class);
    environment.start();
  }

  FineTuningWorkflow stub(String task) {
    return environment
        .getWorkflowClient()
        .newWorkflowStub(
            FineTuningWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(TaskQueues.fineTuningWorkflowId("default", task))
                .setTaskQueue(TaskQueues.control("default"))
                // Only so that a defect ends the test instead of hanging it.
                .setWorkflowRunTimeout(Duration.ofDays(2))
                .build());
  }

  /** The run that was started. */
  FineTuningWorkflow run() {
    return environment
        .getWorkflowClient()
        .newWorkflowStub(
            FineTuningWorkflow.class, TaskQueues.fineTuningWorkflowId("default", request.taskId()));
  }

  FineTuningState accepted(FineTuningRequest request) {
    return FineTuningState.accepted(request, 1, environment.currentTimeMillis());
  }

  /** Starts the run of {@link #request}, or of {@link #state}, unless it is there. */
  void start() {
    if (!started) {
      started = true;
      FineTuningState from = state;
      WorkflowClient.start(stub(request.taskId())::run, from == null ? accepted(request) : from);
    }
  }

  /** Asks for a cancellation. */
  void cancel() {
    WorkflowStub.fromTyped(run()).cancel();
  }

  /** Waits until the run stands still. */
  void awaitPause() {
    while (run().status().state() != TaskState.PAUSED) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    environment.close();
  }
}
