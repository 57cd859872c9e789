package io.nasoa.activities.comparison;

import io.nasoa.activities.hpo.HpoRecordActivitiesImpl;
import io.nasoa.activities.record.StoreCluster;
import io.nasoa.activities.trial.TinyZoo;
import io.nasoa.workflows.comparison.ComparisonEntry;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonResult;
import io.nasoa.workflows.comparison.ComparisonState;
import io.nasoa.workflows.comparison.ComparisonTask;
import io.nasoa.workflows.comparison.ComparisonWorkflow;
import io.nasoa.workflows.comparison.ComparisonWorkflowImpl;
import io.nasoa.workflows.hpo.HpoWorkflowImpl;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.zoo.experience.ExperienceStore;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.ClaimOutcome;
import io.nasoa.zoo.store.ComparisonStore;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.TaskState;
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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** A time-skipping server with one control worker on a real store and zoo, and one trainer. */
final class ComparisonCluster implements AutoCloseable {
  static final List<ComparisonTask> TASKS =
      List.of(task("shapes", "a"), task("gratings", "b"), task("glyphs", "c"));

  private static final String ID = TaskQueues.comparisonWorkflowId("default", "c");

  final TestWorkflowEnvironment environment;
  final Path root;
  final Database database;
  final ComparisonStore store;
  final HpoStore searches;
  final ExperienceStore experience;
  final ComparisonDocuments documents = new ComparisonDocuments();

  ComparisonCluster(Path root, TrialActivities trials) throws IOException {
    this.root = root;
    database = Database.open(root, UUID::randomUUID, Clock.systemUTC());
    store = new ComparisonStore(database);
    searches = new HpoStore(database);
    experience = new ExperienceStore(database);
    ModelZoo zoo = new ModelZoo(database, root);
    TinyZoo.register(zoo, root, "m1", "2-_8_2-2");
    TinyZoo.register(zoo, root, "m2", "020-_8_2-2");
    TinyZoo.register(zoo, root, "r1", "2-_8_2-2");
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
    control.registerWorkflowImplementationTypes(
        ComparisonWorkflowImpl.class, HpoWorkflowImpl.class);
    control.registerActivitiesImplementations(
        new HpoRecordActivitiesImpl(searches, zoo, root, Clock.systemUTC()),
        new ComparisonRecordActivitiesImpl(
            store, searches, experience, zoo, root, Clock.systemUTC()));
    environment
        .newWorker(
            TaskQueues.trainer("default", "cpu"),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(2)
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                .build())
        .registerActivitiesImplementations(trials);
    environment.start();
  }

  private static ComparisonTask task(String family, String group) {
    return new ComparisonTask(
        "draw:%s:classes=4,images=160,size=32,difficulty=0".formatted(family), group, "DRAWN");
  }

  static ComparisonRequest request(List<String> methods, int seeds, int planSeeds, int parallel) {
    return new ComparisonRequest(
        ComparisonRequest.SCHEMA,
        "c",
        "default",
        TASKS,
        methods,
        List.of(12.0),
        6,
        3,
        3,
        List.of("m1", "m2"),
        methods.contains("rivals") ? List.of("r1") : List.of(),
        seeds,
        planSeeds,
        7,
        parallel,
        "cpu",
        3);
  }

  /** What the store makes of a request; only what is to be started is. */
  ClaimOutcome start(ComparisonRequest request) {
    ClaimOutcome claim =
        store.claim(
            request.id(),
            request.workHash(),
            documents.write(request),
            documents::asksForMore,
            Clock.systemUTC().instant());
    if (claim instanceof ClaimOutcome.Started) {
      startStored();
    }
    return claim;
  }

  /** Starts the workflow of what the store holds. */
  void startStored() {
    ComparisonWorkflow stub =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                ComparisonWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(ID)
                    .setTaskQueue(TaskQueues.control("default"))
                    // Only so that a defect ends the test instead of hanging it.
                    .setWorkflowRunTimeout(Duration.ofDays(2))
                    .build());
    WorkflowClient.start(stub::run, stored());
  }

  ComparisonResult run(ComparisonRequest request) {
    var unused = start(request);
    return result();
  }

  ComparisonResult result() {
    return stub().getResult(ComparisonResult.class);
  }

  ComparisonWorkflow comparison() {
    return environment.getWorkflowClient().newWorkflowStub(ComparisonWorkflow.class, ID);
  }

  WorkflowStub stub() {
    return environment.getWorkflowClient().newUntypedWorkflowStub(ID);
  }

  ComparisonState stored() {
    return documents.state(store.find("c").orElseThrow(), store.runs("c"));
  }

  /** What all pieces gave, by their numbers. */
  SortedMap<Integer, ComparisonEntry> entries() {
    SortedMap<Integer, ComparisonEntry> entries = new TreeMap<>();
    store.entries("c").forEach(it -> entries.put(it.number(), documents.entry("c", it.json())));
    return entries;
  }

  void awaitPause() {
    StoreCluster.awaitUntil(
        "the comparison is paused and no search is under way",
        () ->
            store.find("c").orElseThrow().newestRun().state() == TaskState.PAUSED
                && searches.unfinished().isEmpty());
  }

  /** Asks the store: a server that is asked all the time loses workflow tasks now and then. */
  void awaitEvaluations(String search, int count) {
    StoreCluster.awaitUntil(
        "the store knows of %d evaluations".formatted(count),
        () -> searches.entries(search).size() >= 2 + count);
  }

  @Override
  public void close() {
    environment.close();
    database.close();
  }
}
