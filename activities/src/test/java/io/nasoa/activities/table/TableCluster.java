package io.nasoa.activities.table;

import io.nasoa.activities.trial.TinyZoo;
import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.table.FineTuningTableWorkflow;
import io.nasoa.workflows.table.FineTuningTableWorkflowImpl;
import io.nasoa.workflows.table.TableEntry;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableState;
import io.nasoa.workflows.table.TableTask;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.TableStore;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** A time-skipping server with one control worker on a real store and zoo, and one trainer. */
final class TableCluster implements AutoCloseable {
  static final String DRAWN = "draw:shapes:classes=4,images=160,size=32,difficulty=0";

  private static final int PIECES_BEFORE_TRIALS = 4;

  final TestWorkflowEnvironment environment;
  final Path root;
  final Database database;
  final TableStore tables;
  final ModelZoo zoo;
  final TableDocuments documents = new TableDocuments();

  TableCluster(Path root, TrialActivities trials) throws IOException {
    this.root = root;
    database = Database.open(root, UUID::randomUUID, Clock.systemUTC());
    tables = new TableStore(database);
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
    control.registerWorkflowImplementationTypes(FineTuningTableWorkflowImpl.class);
    control.registerActivitiesImplementations(
        new TableRecordActivitiesImpl(tables, zoo, root, Clock.systemUTC()));
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

  /** A table of three tasks of two groups. */
  static TableRequest request(int parallel, double... limits) {
    return new TableRequest(
        TableRequest.SCHEMA,
        "t",
        "default",
        List.of(
            new TableTask(DRAWN, "drawn", "REPORT", 5),
            new TableTask(DRAWN + "#images=8", "drawn", "REPORT", 3),
            new TableTask(DRAWN + "#images=9", "dev", "DEV", 5)),
        Arrays.stream(limits).boxed().toList(),
        6,
        List.of("m1", "m2"),
        7,
        3,
        parallel,
        5,
        "cpu",
        3);
  }

  void start(TableRequest request) {
    var unused =
        tables.claim(
            request.id(),
            request.workHash(),
            documents.write(request),
            Clock.systemUTC().instant());
    startFrom(stored());
  }

  void startFrom(TableState state) {
    FineTuningTableWorkflow stub =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                FineTuningTableWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(TaskQueues.tableWorkflowId("default", "t"))
                    .setTaskQueue(TaskQueues.control("default"))
                    // Only so that a defect ends the test instead of hanging it.
                    .setWorkflowRunTimeout(Duration.ofDays(2))
                    .build());
    WorkflowClient.start(stub::run, state);
  }

  TableResult run(TableRequest request) {
    start(request);
    return result();
  }

  TableResult result() {
    return stub().getResult(TableResult.class);
  }

  FineTuningTableWorkflow table() {
    return environment
        .getWorkflowClient()
        .newWorkflowStub(FineTuningTableWorkflow.class, TaskQueues.tableWorkflowId("default", "t"));
  }

  WorkflowStub stub() {
    return environment
        .getWorkflowClient()
        .newUntypedWorkflowStub(TaskQueues.tableWorkflowId("default", "t"));
  }

  TableState stored() {
    return documents.state(tables.find("t").orElseThrow(), tables.runs("t"));
  }

  /** What all pieces gave, by their numbers. */
  List<TableEntry> entries() {
    return tables.entries("t").stream().map(it -> documents.entry("t", it.json())).toList();
  }

  void awaitPause() {
    while (table().status().state() != TaskState.PAUSED) {
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Asks the store: a server that is asked all the time loses workflow tasks now and then. */
  void awaitTrials(int count) {
    while (tables.entries("t").size() < PIECES_BEFORE_TRIALS + count) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  @Override
  public void close() {
    environment.close();
    database.close();
  }
}
