package io.nasoa.worker.temporal;

import io.nasoa.workflows.tuning.FineTuningWorkflowImpl;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskRecordActivities;
import io.nasoa.workflows.tuning.TuningActivities;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A control worker and a trainer, each with a factory of its own so that trainers can stop first:
 * their last words still reach a workflow.
 */
final class Workers {
  /** A heartbeat is on the server at most that much later, whatever its time limit allows. */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(2);

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final WorkerFactory control;
  private final WorkerFactory trainer;
  private final TrainerEdge edge = new TrainerEdge(Duration.ofSeconds(5));

  Workers(
      WorkflowClient client,
      WorkerSettings settings,
      TaskRecordActivities records,
      TuningActivities tuning) {
    control = WorkerFactory.newInstance(client);
    Worker workflows =
        control.newWorker(
            TaskQueues.control(settings.deployment()),
            WorkerOptions.newBuilder()
                .setMaxConcurrentWorkflowTaskPollers(2)
                .setMaxConcurrentActivityTaskPollers(2)
                .build());
    workflows.registerWorkflowImplementationTypes(FineTuningWorkflowImpl.class);
    workflows.registerActivitiesImplementations(records);
    trainer =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setWorkerInterceptors(edge).build());
    Worker trainings =
        trainer.newWorker(
            TaskQueues.trainer(settings.deployment(), settings.deviceClass()),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(settings.slots())
                .setMaxConcurrentActivityTaskPollers(1)
                .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
                // A training takes a slot of its own queue, never one of the workflow's worker.
                .setDisableEagerExecution(true)
                .build());
    trainings.registerActivitiesImplementations(tuning);
  }

  void start() {
    control.start();
    trainer.start();
  }

  /** Whether both ask for work. */
  boolean polling() {
    return control.isStarted()
        && !control.isShutdown()
        && trainer.isStarted()
        && !trainer.isShutdown();
  }

  /**
   * Stops: a training learns of it at its next heartbeat and has the grace period for its
   * checkpoint, then its thread is interrupted.
   */
  void shutdown(Duration grace) {
    edge.stop();
    stop(trainer, grace);
    stop(control, LAST_WORDS);
    edge.close();
  }

  private static void stop(WorkerFactory factory, Duration grace) {
    factory.shutdown();
    factory.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    if (!factory.isTerminated()) {
      factory.shutdownNow();
      factory.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
