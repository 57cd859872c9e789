package io.nasoa.worker.temporal;

import io.nasoa.workflows.airflow.AirflowActivities;
import io.nasoa.workflows.plugin.NasoaPlugin;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Triggers and awaits a deployment's DAG runs, on a queue of their own. */
public final class AirflowWorker {
  /** A wait sleeps nearly always, so many of them cost little more than their threads. */
  private static final int WAITS = 50;

  /** How late a wait may learn of a cancellation. */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(2);

  /** A request to Airflow ends within its own limit of 30 s, but nothing is lost without it. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final WorkerFactory factory;

  /** A worker that has not started. */
  public AirflowWorker(WorkflowClient client, String deployment, AirflowActivities activities) {
    factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setPlugins(NasoaPlugin.forWorkersOf(deployment).with(activities))
                .build());
    factory.newWorker(
        TaskQueues.airflow(deployment),
        WorkerOptions.newBuilder()
            .setMaxConcurrentActivityExecutionSize(WAITS)
            .setMaxConcurrentActivityTaskPollers(1)
            .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
            .build());
  }

  /** Starts to poll. */
  public void start() {
    factory.start();
  }

  /** Whether it asks for work. */
  boolean polling() {
    return factory.isStarted() && !factory.isShutdown();
  }

  /** Stops: the DAG runs go on, and another worker goes on waiting for them. */
  public void shutdown() {
    factory.shutdownNow();
    factory.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
  }
}
