package io.nasoa.activities.search;

import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.NasSearchWorkflow;
import io.nasoa.workflows.search.NasSearchWorkflowImpl;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.SearchStore;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A time-skipping server with one control worker on a real store and one trainer on real files;
 * what is evaluated is made up.
 */
final class SearchCluster implements AutoCloseable {
  final TestWorkflowEnvironment environment;
  final Path root;
  final Database database;
  final SearchStore searches;

  /** What evaluates; may be replaced while it runs. */
  volatile CandidateEvaluator evaluator = new SyntheticEvaluator();

  private final SearchDocuments documents = new SearchDocuments();

  SearchCluster(Path directory) {
    root = directory.resolve("data");
    database = Database.open(root, UUID::randomUUID, Clock.systemUTC());
    searches = new SearchStore(database);
    environment =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setIdentity("test")
                        .setDataConverter(PayloadConverters.newDataConverter())
                        .build())
                .build());
    Worker control = environment.newWorker(TaskQueues.control("default"));
    control.registerWorkflowImplementationTypes(NasSearchWorkflowImpl.class);
    control.registerActivitiesImplementations(
        new SearchRecordActivitiesImpl(searches, root, Clock.systemUTC()));
    Worker training =
        environment.newWorker(
            TaskQueues.trainer("default", "cpu"),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(4)
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                .build());
    training.registerActivitiesImplementations(
        new SearchActivitiesImpl(root, this::evaluate, InstantSource.system()));
    environment.start();
  }

  private CandidateOutcome evaluate(CandidateInput input, Path work, TrainingControl control)
      throws IOException {
    return evaluator.evaluate(input, work, control);
  }

  /** Claims the search and starts its workflow. */
  void start(SearchRequest request) {
    var unused =
        searches.claim(
            request.searchId(), "hash", documents.write(request), Clock.systemUTC().instant());
    startFrom(stored(request.searchId()));
  }

  void startFrom(SearchWorkflowState state) {
    NasSearchWorkflow stub =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                NasSearchWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id(state.request().searchId()))
                    .setTaskQueue(TaskQueues.control("default"))
                    // Only so that a defect ends the test instead of hanging it.
                    .setWorkflowRunTimeout(Duration.ofDays(2))
                    .build());
    WorkflowClient.start(stub::run, state);
  }

  SearchResult run(SearchRequest request) {
    start(request);
    return result(request.searchId());
  }

  SearchResult result(String id) {
    return stub(id).getResult(SearchResult.class);
  }

  NasSearchWorkflow search(String id) {
    return environment.getWorkflowClient().newWorkflowStub(NasSearchWorkflow.class, id(id));
  }

  WorkflowStub stub(String id) {
    return environment.getWorkflowClient().newUntypedWorkflowStub(id(id));
  }

  static String id(String search) {
    return TaskQueues.searchWorkflowId("default", search);
  }

  SearchWorkflowState stored(String id) {
    return documents.state(searches.find(id).orElseThrow(), searches.runs(id));
  }

  List<EvaluatedCandidate> log(String id) {
    return documents.log(id, searches.entries(id));
  }

  void awaitTold(String id, int evaluations) {
    while (searches.entries(id).size() < evaluations) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  void awaitPause(String id) {
    while (search(id).status().state() != TaskState.PAUSED) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    environment.close();
    database.close();
  }
}
