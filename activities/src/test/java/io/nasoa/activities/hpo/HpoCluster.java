package io.nasoa.activities.hpo;

import static java.util.Objects.requireNonNull;

import io.nasoa.activities.trial.TinyZoo;
import io.nasoa.workflows.hpo.HpoEntry;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.hpo.HpoState;
import io.nasoa.workflows.hpo.HpoWorkflow;
import io.nasoa.workflows.hpo.HpoWorkflowImpl;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.HpoStore;
import io.nasoa.zoo.store.TaskRun;
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
import java.util.concurrent.locks.LockSupport;

/** A time-skipping server with one control worker on a real store and zoo, and one trainer. */
final class HpoCluster implements AutoCloseable {
  static final String DRAWN = "draw:shapes:classes=4,images=160,size=32,difficulty=0";

  private static final int PIECES_BEFORE_TRIALS = 2;

  final TestWorkflowEnvironment environment;
  final Path root;
  final Database database;
  final HpoStore store;
  final ModelZoo zoo;
  final HpoDocuments documents = new HpoDocuments();

  HpoCluster(Path root, TrialActivities trials) throws IOException {
    this.root = root;
    database = Database.open(root, UUID::randomUUID, Clock.systemUTC());
    store = new HpoStore(database);
    zoo = new ModelZoo(database, root);
    for (String name : List.of("m1", "m2")) {
      String architecture = name.equals("m1") ? "2-_8_2-2" : "020-_8_2-2";
      zoo.register(
          TinyZoo.entry(root, name, architecture), root.resolve("new/" + name + ".safetensors"));
    }
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
    control.registerWorkflowImplementationTypes(HpoWorkflowImpl.class);
    control.registerActivitiesImplementations(
        new HpoRecordActivitiesImpl(store, zoo, root, Clock.systemUTC()));
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

  /** A search among two models with three rungs up to twelve seconds. */
  static HpoRequest request(String method, double cap, int parallel) {
    return new HpoRequest(
        HpoRequest.SCHEMA,
        "h",
        "default",
        DRAWN,
        method,
        12,
        cap,
        3,
        3,
        List.of("m1", "m2"),
        7,
        parallel,
        "cpu",
        3);
  }

  void start(HpoRequest request) {
    var unused =
        store.claim(
            request.id(),
            request.workHash(),
            documents.write(request),
            Clock.systemUTC().instant());
    startFrom(stored());
  }

  void startFrom(HpoState state) {
    HpoWorkflow stub =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                HpoWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(TaskQueues.hpoWorkflowId("default", "h"))
                    .setTaskQueue(TaskQueues.control("default"))
                    // Only so that a defect ends the test instead of hanging it.
                    .setWorkflowRunTimeout(Duration.ofDays(2))
                    .build());
    WorkflowClient.start(stub::run, state);
  }

  HpoResult run(HpoRequest request) {
    start(request);
    return result();
  }

  HpoResult result() {
    return stub().getResult(HpoResult.class);
  }

  HpoWorkflow hpo() {
    return environment
        .getWorkflowClient()
        .newWorkflowStub(HpoWorkflow.class, TaskQueues.hpoWorkflowId("default", "h"));
  }

  WorkflowStub stub() {
    return environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(TaskQueues.hpoWorkflowId("default", "h"));
  }

  HpoState stored() {
    return documents.state(store.find("h").orElseThrow(), store.runs("h"));
  }

  /** What the store holds of the newest run's end. */
  HpoResult storedResult() {
    TaskRun run = store.runs("h").get(store.runs("h").size() - 1);
    return documents.result("h", requireNonNull(run.resultJson()));
  }

  /** What all pieces gave, by their numbers. */
  SortedMap<Integer, HpoEntry> entries() {
    SortedMap<Integer, HpoEntry> entries = new TreeMap<>();
    store.entries("h").forEach(it -> entries.put(it.number(), documents.entry("h", it.json())));
    return entries;
  }

  /** What the evaluations gave, in their order. */
  List<HpoEntry> evaluations() {
    return entries().values().stream().filter(entry -> entry.evaluation() != null).toList();
  }

  void awaitPause() {
    while (hpo().status().state() != TaskState.PAUSED) {
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Lets time pass, at once while nothing is under way. */
  void pass(Duration time) {
    environment.sleep(time);
  }

  /** Asks the store: a server that is asked all the time loses workflow tasks now and then. */
  void awaitTrials(int count) {
    while (store.entries("h").size() < PIECES_BEFORE_TRIALS + count) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    environment.close();
    database.close();
  }
}
