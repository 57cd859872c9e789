package io.nasoa.activities.record;

import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.RunState;
import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.RunStore;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A time-skipping server with one control worker on a real store, and one trainer.
 *
 * @param <W> the workflow
 * @param <Q> what is asked for
 * @param <S> its states
 */
public abstract class StoreCluster<W, Q extends Record & RunRequest, S extends Record & RunState<S>>
    implements AutoCloseable {
  /** Only so that a defect ends the test instead of hanging it. */
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static final Duration INTERVAL = Duration.ofMillis(10);

  /** A server that is asked all the time loses workflow tasks now and then. */
  private static final Duration SERVER_INTERVAL = Duration.ofMillis(50);

  public final TestWorkflowEnvironment environment;
  public final Path root;
  protected final Database database;
  private final Class<W> type;
  private final UnaryOperator<String> workflowIds;

  /**
   * @param root the data directory
   * @param workflowIds a workflow's id, by that of the work
   */
  protected StoreCluster(Path root, Class<W> type, UnaryOperator<String> workflowIds) {
    this.root = root;
    this.type = type;
    this.workflowIds = workflowIds;
    database = Database.open(root, UUID::randomUUID, Clock.systemUTC());
    WorkflowClientOptions client =
        WorkflowClientOptions.newBuilder()
            .setIdentity("test")
            .setDataConverter(PayloadConverters.newDataConverter())
            .build();
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder().setWorkflowClientOptions(client).build());
  }

  /** Where the work is kept. */
  protected abstract RunStore store();

  /** What its rows hold. */
  protected abstract RunDocuments<Q, S, ?> documents();

  /**
   * Starts the workers.
   *
   * @param records the activities of the control worker
   * @param trainings the activities of the trainer
   * @param slots how many of them run at a time
   */
  protected final void serve(
      Class<? extends W> implementation, Object records, Object trainings, int slots) {
    Worker control = environment.newWorker(TaskQueues.control("default"));
    control.registerWorkflowImplementationTypes(implementation);
    control.registerActivitiesImplementations(records);
    environment
        .newWorker(
            TaskQueues.trainer("default", "cpu"),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(slots)
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                .build())
        .registerActivitiesImplementations(trainings);
    environment.start();
  }

  /** Claims the work and starts its workflow. */
  public final void start(Q request) {
    var unused =
        store()
            .claim(
                request.id(),
                request.workHash(),
                documents().write(request),
                Clock.systemUTC().instant());
    startFrom(stored(request.id()));
  }

  /** Starts the workflow from a state. */
  public final void startFrom(S state) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setWorkflowId(workflowIds.apply(state.request().id()))
            .setTaskQueue(TaskQueues.control("default"))
            // Only so that a defect ends the test instead of hanging it.
            .setWorkflowRunTimeout(Duration.ofDays(2))
            .build();
    W workflow = environment.getWorkflowClient().newWorkflowStub(type, options);
    WorkflowStub.fromTyped(workflow).start(state);
  }

  /** The workflow of some work. */
  public final W workflow(String id) {
    return environment.getWorkflowClient().newWorkflowStub(type, workflowIds.apply(id));
  }

  /** The same without its type. */
  public final WorkflowStub stub(String id) {
    return WorkflowStub.fromTyped(workflow(id));
  }

  /** From where the store has it go on. */
  public final S stored(String id) {
    return documents().state(store().find(id).orElseThrow(), store().runs(id));
  }

  /** Waits until a workflow says that it stands still. */
  protected static void awaitPause(Supplier<? extends RunStatus> status) {
    awaitUntil("it is paused", SERVER_INTERVAL, () -> status.get().state() == TaskState.PAUSED);
  }

  /**
   * Waits.
   *
   * @param what holds then, for the message
   * @throws AssertionError if it does not come to hold within minutes, or upon an interruption
   */
  public static void awaitUntil(String what, BooleanSupplier holds) {
    awaitUntil(what, INTERVAL, holds);
  }

  private static void awaitUntil(String what, Duration interval, BooleanSupplier holds) {
    long start = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new AssertionError(
            "after %d minutes it still does not hold that %s".formatted(LIMIT.toMinutes(), what));
      }
      try {
        Thread.sleep(interval.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted before it held that " + what, e);
      }
    }
  }

  @Override
  public void close() {
    environment.close();
    database.close();
  }
}
