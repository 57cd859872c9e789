package io.nasoa.activities.registration;

import io.nasoa.activities.record.StoreCluster;
import io.nasoa.workflows.registration.ModelRole;
import io.nasoa.workflows.registration.PretrainingRecipe;
import io.nasoa.workflows.registration.RegistrationModel;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationState;
import io.nasoa.workflows.registration.ZooRegistrationWorkflow;
import io.nasoa.workflows.registration.ZooRegistrationWorkflowImpl;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.registry.ModelZoo;
import io.nasoa.zoo.store.RegistrationStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;

/**
 * A time-skipping server with one control worker on a real store and zoo, and one trainer on real
 * files.
 */
final class RegistrationCluster
    extends StoreCluster<ZooRegistrationWorkflow, RegistrationRequest, RegistrationState> {
  final RegistrationStore builds;
  final ModelZoo zoo;
  private final RegistrationDocuments documents = new RegistrationDocuments();

  RegistrationCluster(Path directory, ModelEngine engine) {
    super(
        directory.resolve("data"),
        ZooRegistrationWorkflow.class,
        build -> TaskQueues.registrationWorkflowId("default", build));
    builds = new RegistrationStore(database);
    zoo = new ModelZoo(database, root);
    serve(
        ZooRegistrationWorkflowImpl.class,
        new RegistrationRecordActivitiesImpl(builds, zoo, root, Clock.systemUTC()),
        new RegistrationActivitiesImpl(root, engine, InstantSource.system()),
        2);
  }

  @Override
  protected RegistrationStore store() {
    return builds;
  }

  @Override
  protected RegistrationDocuments documents() {
    return documents;
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

  RegistrationResult run(RegistrationRequest request) {
    start(request);
    return result(request.id());
  }

  RegistrationResult result(String id) {
    return stub(id).getResult(RegistrationResult.class);
  }

  ZooRegistrationWorkflow build(String id) {
    return workflow(id);
  }

  void awaitPause(String id) {
    awaitPause(() -> build(id).status());
  }

  List<String> zooNames() {
    return zoo.list().stream().map(entry -> entry.name()).sorted().toList();
  }
}
