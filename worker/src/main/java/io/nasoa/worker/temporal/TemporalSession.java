package io.nasoa.worker.temporal;

import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoStatus;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableStatus;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Workers and workflows on one server. An embedded server is renewed now and then while it is idle,
 * and both with it.
 *
 * <p>Thread-safe, but for {@link #renewIfWorn}: nobody may start a workflow meanwhile.
 */
final class TemporalSession {
  /** The embedded server keeps some 80 kB of every ended workflow. */
  private static final int WORKFLOWS_OF_A_SERVER = 20;

  /** Workers without work only have to give up their polls. */
  private static final Duration IDLE_GRACE = Duration.ofSeconds(5);

  private final TemporalConnection temporal;
  private final Optional<EmbeddedTemporal> embedded;
  private final WorkerSettings settings;
  private final WorkerActivities activities;
  private volatile Workers workers;
  private volatile TaskWorkflows workflows;
  private volatile RunWorkflows<SearchStatus, SearchResult> searches;
  private volatile RunWorkflows<RegistrationStatus, RegistrationResult> builds;
  private volatile RunWorkflows<TableStatus, TableResult> tables;
  private volatile RunWorkflows<HpoStatus, HpoResult> hpo;
  private volatile RunWorkflows<ComparisonStatus, ComparisonResult> comparisons;
  private final AtomicInteger started = new AtomicInteger();

  /** A session that has not started. */
  TemporalSession(
      TemporalConnection temporal, WorkerSettings settings, WorkerActivities activities) {
    this.temporal = temporal;
    this.embedded =
        temporal instanceof EmbeddedTemporal here ? Optional.of(here) : Optional.empty();
    this.settings = settings;
    this.activities = activities;
    this.workers = new Workers(temporal.client(), settings, activities);
    this.workflows = new TaskWorkflows(temporal.client(), settings.deployment());
    this.searches = runs(temporal.client(), RunKind.SEARCH);
    this.builds = runs(temporal.client(), RunKind.BUILD);
    this.tables = runs(temporal.client(), RunKind.TABLE);
    this.hpo = runs(temporal.client(), RunKind.HPO);
    this.comparisons = runs(temporal.client(), RunKind.COMPARISON);
  }

  private <T, R> RunWorkflows<T, R> runs(WorkflowClient client, RunKind<T, R> kind) {
    return new RunWorkflows<>(client, settings.deployment(), kind);
  }

  /**
   * Starts the workers.
   *
   * @throws StoreMismatchException if the deployment belongs to another store
   */
  void start() {
    workflows.claimDeployment(settings.storeId());
    useAttributes();
    workers.start();
  }

  private void useAttributes() {
    OperatorServiceStubs operators = temporal.operators();
    try {
      if (new TaskAttributeRegistry(temporal.client()).ensure(operators)) {
        workflows.useAttributes();
      }
    } finally {
      StubsShutdown.end(operators);
    }
  }

  /**
   * From now on the id of each task whose workflow the embedded server has lost goes there, and
   * those of long work to theirs.
   */
  void tellLost(Consumer<String> tasks, Optional<LongWork> longWork) {
    Map<String, Consumer<String>> listeners = new HashMap<>();
    String deployment = settings.deployment();
    listeners.put(TaskQueues.fineTuningWorkflowId(deployment, ""), tasks);
    longWork.ifPresent(
        work -> {
          listeners.put(TaskQueues.searchWorkflowId(deployment, ""), work.searches()::startAgain);
          listeners.put(
              TaskQueues.registrationWorkflowId(deployment, ""), work.builds()::startAgain);
          listeners.put(TaskQueues.tableWorkflowId(deployment, ""), work.tables()::startAgain);
          listeners.put(TaskQueues.hpoWorkflowId(deployment, ""), work::startSearchAgain);
          listeners.put(
              TaskQueues.comparisonWorkflowId(deployment, ""), work.comparisons()::startAgain);
        });
    embedded.ifPresent(
        server ->
            server.tellLostWorkflows(
                workflow ->
                    listeners.forEach(
                        (prefix, listener) -> {
                          if (workflow.startsWith(prefix)) {
                            restart(listener, workflow.substring(prefix.length()));
                          }
                        })));
  }

  /** Not on the client's thread, which brings the news. */
  private static void restart(Consumer<String> listener, String id) {
    new Thread(() -> listener.accept(id), "nasoa-restart").start();
  }

  Workers workers() {
    return workers;
  }

  TaskWorkflows workflows() {
    return workflows;
  }

  RunWorkflows<SearchStatus, SearchResult> searches() {
    return searches;
  }

  RunWorkflows<RegistrationStatus, RegistrationResult> builds() {
    return builds;
  }

  RunWorkflows<TableStatus, TableResult> tables() {
    return tables;
  }

  RunWorkflows<HpoStatus, HpoResult> hpo() {
    return hpo;
  }

  RunWorkflows<ComparisonStatus, ComparisonResult> comparisons() {
    return comparisons;
  }

  /** Counts what the server will keep. */
  void workflowStarted() {
    started.incrementAndGet();
  }

  /**
   * Goes on with an empty server where this one keeps too much. Only while no task, search, build
   * or table is unfinished.
   */
  void renewIfWorn() {
    if (!worn()) {
      return;
    }
    EmbeddedTemporal server = embedded.orElseThrow();
    workers.shutdown(IDLE_GRACE);
    server.renew();
    workers = new Workers(server.client(), settings, activities);
    workflows = new TaskWorkflows(server.client(), settings.deployment());
    searches = runs(server.client(), RunKind.SEARCH);
    builds = runs(server.client(), RunKind.BUILD);
    tables = runs(server.client(), RunKind.TABLE);
    hpo = runs(server.client(), RunKind.HPO);
    comparisons = runs(server.client(), RunKind.COMPARISON);
    start();
    started.set(0);
  }

  /** Whether the server should be renewed. */
  boolean worn() {
    return embedded.isPresent() && started.get() >= WORKFLOWS_OF_A_SERVER;
  }
}
