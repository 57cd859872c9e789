package io.nasoa.worker.temporal;

import io.nasoa.workflows.plugin.NasoaPlugin;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a deployment's workflows and its store's activities. */
final class ControlWorker {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final WorkerFactory factory;

  ControlWorker(WorkflowClient client, String deployment, WorkerActivities activities) {
    NasoaPlugin tasks = NasoaPlugin.forWorkersOf(deployment).with(activities.records());
    NasoaPlugin searches = activities.searchRecords().map(tasks::with).orElse(tasks);
    NasoaPlugin builds = activities.registrationRecords().map(searches::with).orElse(searches);
    NasoaPlugin tables = activities.tableRecords().map(builds::with).orElse(builds);
    NasoaPlugin hpo = activities.hpoRecords().map(tables::with).orElse(tables);
    NasoaPlugin all = activities.comparisonRecords().map(hpo::with).orElse(hpo);
    factory =
        WorkerFactory.newInstance(
            client, WorkerFactoryOptions.newBuilder().setPlugins(all).build());
    factory.newWorker(
        TaskQueues.control(deployment),
        WorkerOptions.newBuilder()
            .setMaxConcurrentWorkflowTaskPollers(2)
            .setMaxConcurrentActivityTaskPollers(2)
            .build());
  }

  void start() {
    factory.start();
  }

  boolean polling() {
    return factory.isStarted() && !factory.isShutdown();
  }

  void shutdown() {
    factory.shutdown();
    factory.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    if (!factory.isTerminated()) {
      factory.shutdownNow();
      factory.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
