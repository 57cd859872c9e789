package io.nasoa.activities.registration;

import io.nasoa.workflows.payload.PayloadConverters;
import io.nasoa.workflows.registration.ModelRole;
import io.nasoa.workflows.registration.PretrainingRecipe;
import io.nasoa.workflows.registration.RegistrationModel;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationState;
import io.nasoa.workflows.registration.ZooRegistrationWorkflow;
import io.nasoa.workflows.registration.ZooRegistrationWorkflowImpl;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.Database;
import io.nasoa.zoo.store.RegistrationStore;
import io.temporal.client.WorkflowClient;
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
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A time-skipping server with one control worker on a real store and zoo, and one trainer on real
 * files.
 */
final class RegistrationCluster implements AutoCloseable {
  final TestWorkflowEnvironment environment;
  final Path root;
  final Database database;
  final RegistrationStore builds;
  final ModelZoo zoo;
  private final RegistrationDocuments documents = new RegistrationDocuments();

  RegistrationCluster(Path directory, ModelEngine engine) {
    root = directory.resolve("data");
    database = Database.open(root, UUID::randomUUID, Clock.systemUTC());
    builds = new RegistrationStore(database);
    zoo = new ModelZoo(database, root);
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
    control.registerWorkflowImplementationTypes(ZooRegistrationWorkflowImpl.class);
    control.registerActivitiesImplementations(
        new RegistrationRecordActivitiesImpl(builds, zoo, root, Clock.systemUTC()));
    Worker training =
        environment.newWorker(
            TaskQueues.trainer("default", "cpu"),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityExecutionSize(2)
                .setMaxHeartbeatThrottleInterval(Duration.ofMillis(100))
                .build());
    training.registerActivitiesImplementations(
        new RegistrationActivitiesImpl(root, engine, InstantSource.system()));
    environment.start();
  }

  /** A build of tiny models of those names, each another network. */
  static RegistrationRequest request(String id, String... names) {
    return new RegistrationRequest(
        RegistrationRequest.SCHEMA,
        id,
        "default",
        "draw:shapes:classes=3,images=120,size=32,difficulty=0",
        Stem.SMALL_INPUT,
        32,
        Arrays.stream(names)
            .map(name -> new RegistrationModel(name, architecture(name), ModelRole.ZOO))
            .toList(),
        new PretrainingRecipe(2, 0.05, 16, 1e-4, 1),
        "cpu",
        3);
  }

  private static String architecture(String name) {
    return name.endsWith("2") ? "020-_8_2-2" : "2-_8_2-2";
  }

  /** Claims the build and starts its workflow. */
  void start(RegistrationRequest request) {
    var unused =
        builds.claim(
            request.id(),
            request.workHash(),
            documents.write(request),
            Clock.systemUTC().instant());
    startFrom(stored(request.id()));
  }

  void startFrom(RegistrationState state) {
    ZooRegistrationWorkflow stub =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                ZooRegistrationWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(id(state.request().id()))
                    .setTaskQueue(TaskQueues.control("default"))
                    // Only so that a defect ends the test instead of hanging it.
                    .setWorkflowRunTimeout(Duration.ofDays(2))
                    .build());
    WorkflowClient.start(stub::run, state);
  }

  RegistrationResult run(RegistrationRequest request) {
    start(request);
    return result(request.id());
  }

  RegistrationResult result(String id) {
    return stub(id).getResult(RegistrationResult.class);
  }

  ZooRegistrationWorkflow build(String id) {
    return environment.getWorkflowClient().newWorkflowStub(ZooRegistrationWorkflow.class, id(id));
  }

  WorkflowStub stub(String id) {
    return environment.getWorkflowClient().newUntypedWorkflowStub(id(id));
  }

  static String id(String build) {
    return TaskQueues.registrationWorkflowId("default", build);
  }

  RegistrationState stored(String id) {
    return documents.state(builds.find(id).orElseThrow(), builds.runs(id));
  }

  void awaitPause(String id) {
    while (build(id).status().state() != TaskState.PAUSED) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  List<String> zooNames() {
    return zoo.list().stream().map(entry -> entry.name()).sorted().toList();
  }

  @Override
  public void close() {
    environment.close();
    database.close();
  }
}
