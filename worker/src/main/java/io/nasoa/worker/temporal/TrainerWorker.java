package io.nasoa.worker.temporal;

import io.nasoa.workflows.plugin.NasoaPlugin;
import io.nasoa.workflows.registration.RegistrationActivities;
import io.nasoa.workflows.search.SearchActivities;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TuningActivities;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes a deployment's trainings from the queue of one class of device. */
public final class TrainerWorker {
  /** A heartbeat is on the server at most that much later, whatever its time limit allows. */
  private static final Duration HEARTBEAT_THROTTLE = Duration.ofSeconds(2);

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final WorkerFactory factory;
  private final TrainerEdge edge = new TrainerEdge(Duration.ofSeconds(2));

  public TrainerWorker(
      WorkflowClient client,
      WorkerSettings settings,
      TuningActivities tuning,
      Optional<SearchActivities> search,
      Optional<RegistrationActivities> registration,
      Optional<TrialActivities> trials) {
    NasoaPlugin tasks = NasoaPlugin.forWorkersOf(settings.deployment()).with(tuning);
    NasoaPlugin searches = search.map(tasks::with).orElse(tasks);
    NasoaPlugin builds = registration.map(searches::with).orElse(searches);
    NasoaPlugin all = trials.map(builds::with).orElse(builds);
    factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder().setWorkerInterceptors(edge).setPlugins(all).build());
    factory.newWorker(
        TaskQueues.trainer(settings.deployment(), settings.deviceClass()),
        WorkerOptions.newBuilder()
            .setMaxConcurrentActivityExecutionSize(settings.slots())
            .setMaxConcurrentActivityTaskPollers(1)
            .setMaxHeartbeatThrottleInterval(HEARTBEAT_THROTTLE)
            // A training takes a slot of its own queue, never one of the workflow's worker.
            .setDisableEagerExecution(true)
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

  /**
   * Stops: a training learns of it at its next heartbeat and has the grace period for its
   * checkpoint, then its thread is interrupted.
   */
  public void shutdown(Duration grace) {
    edge.stop();
    factory.shutdown();
    factory.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
    if (!factory.isTerminated()) {
      factory.shutdownNow();
      factory.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }
    edge.close();
  }
}
