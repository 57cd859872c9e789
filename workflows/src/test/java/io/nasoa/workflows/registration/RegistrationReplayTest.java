package io.nasoa.workflows.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.workflows.run.FakeCluster;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories against today's workflow. {@link #main} records those that are missing; an
 * existing one is never written again.
 */
class RegistrationReplayTest {
  private static final String HISTORIES = "zoo-registration-";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.2-succeeded",
        "0.2-paused-resumed",
        "0.2-failed",
        "0.2-cancelled",
        "0.4-before-and-after",
        "0.4-cancelled-before"
      })
  void recordedHistory_replays(String kind) throws Exception {
    try (Cluster cluster = new Cluster()) {
      cluster.replay(FakeCluster.history(HISTORIES + kind));
      assertThat(cluster.workers.calls).isEmpty();
    }
  }

  @Test
  void changedOrder_isFound() throws Exception {
    String swapped =
        FakeCluster.history(HISTORIES + "0.2-succeeded")
            .replace(RegistrationActivities.MEASURE, "x")
            .replace(RegistrationRecordActivities.REGISTER, RegistrationActivities.MEASURE);
    try (Cluster cluster = new Cluster()) {
      assertThatThrownBy(() -> cluster.replay(swapped))
          .hasMessageContaining("NonDeterministicException");
    }
  }

  @Test
  void modelThatDiverges_isLeftOutAndTold() throws Exception {
    try (Cluster cluster = new Cluster()) {
      RegistrationRequest two = RegistrationSamples.request();
      cluster.start(
          new RegistrationRequest(
              1,
              two.id(),
              two.deployment(),
              two.data(),
              two.stem(),
              two.resolution(),
              List.of(
                  new RegistrationModel("bad-one", "2-_8_2-2", ModelRole.ZOO), two.models().get(1)),
              two.recipe(),
              two.device(),
              3));
      RegistrationResult result = cluster.result(RegistrationResult.class);
      assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
      assertThat(result.status().models())
          .extracting(RegistrationStatus.Model::stage)
          .containsExactly(ModelStage.FAILED, ModelStage.REGISTERED);
      assertThat(result.status().models().get(0).failure()).isEqualTo("diverged");
      assertThat(cluster.workers.calls)
          .contains("measure [two]", "register two")
          .doesNotContain("register bad-one");
    }
  }

  @Test
  void stateWithEverythingButTheRegistration_goesOnThere() throws Exception {
    try (Cluster cluster = new Cluster()) {
      RegistrationState begun = RegistrationState.accepted(RegistrationSamples.request(), 1, 0);
      cluster.startFrom(
          begun
              .with(
                  0,
                  ModelProgress.NONE
                      .with(RegistrationSamples.pretrained())
                      .with(RegistrationSamples.measured()))
              .with(1, ModelProgress.NONE.with(PretrainOutcome.failed("diverged", 1))));
      RegistrationResult result = cluster.result(RegistrationResult.class);
      assertThat(result.status().registered()).isEqualTo(1);
      assertThat(cluster.workers.calls)
          .containsExactly("saveState", "register one", "saveState", "finish SUCCEEDED");
    }
  }

  private static final class Cluster extends FakeCluster<ZooRegistrationWorkflow> {
    final FakeRegistrationWorkers workers;

    Cluster() {
      this(new FakeRegistrationWorkers());
    }

    private Cluster(FakeRegistrationWorkers workers) {
      super(
          ZooRegistrationWorkflow.class,
          ZooRegistrationWorkflowImpl.class,
          TaskQueues.registrationWorkflowId("default", "b"),
          workers);
      this.workers = workers;
    }

    void start(RegistrationRequest request) {
      startFrom(RegistrationState.accepted(request, 1, now()));
    }
  }

  private interface Script {
    void run(Cluster cluster) throws InterruptedException;
  }

  /** Records what is missing; the argument is the resource folder of the tests. */
  public static void main(String[] arguments) throws Exception {
    String folder = arguments[0];
    record(folder, "0.2-succeeded", RegistrationSamples.request(), cluster -> {});
    record(folder, "0.2-failed", named("bad"), cluster -> {});
    record(
        folder,
        "0.2-paused-resumed",
        RegistrationSamples.request(),
        cluster -> {
          cluster.workers.await("pretrain", 2);
          cluster.run().pause();
          while (cluster.run().status().state() != TaskState.PAUSED) {
            Thread.sleep(10);
          }
          cluster.workers.hold(false);
          cluster.run().resume();
        });
    record(
        folder,
        "0.2-cancelled",
        RegistrationSamples.request(),
        cluster -> {
          cluster.workers.await("pretrain", 2);
          cluster.cancel();
        });
    record(folder, "0.4-before-and-after", RegistrationSamples.withSteps(), cluster -> {});
    record(
        folder,
        "0.4-cancelled-before",
        RegistrationSamples.withSteps(),
        cluster -> {
          cluster.airflow.awaitWaiting();
          cluster.cancel();
        });
  }

  private static RegistrationRequest named(String name) {
    RegistrationRequest request = RegistrationSamples.request();
    return new RegistrationRequest(
        1,
        request.id(),
        request.deployment(),
        request.data(),
        request.stem(),
        request.resolution(),
        List.of(new RegistrationModel(name, "2-_8_2-2", ModelRole.ZOO)),
        request.recipe(),
        request.device(),
        3);
  }

  private static void record(String folder, String kind, RegistrationRequest request, Script script)
      throws Exception {
    Path file = FakeCluster.file(folder, HISTORIES + kind);
    if (Files.exists(file)) {
      return;
    }
    try (Cluster cluster = new Cluster()) {
      cluster.workers.hold(kind.endsWith("paused-resumed") || kind.endsWith("cancelled"));
      if (kind.endsWith("cancelled-before")) {
        cluster.airflow.hold();
      }
      cluster.start(request);
      script.run(cluster);
      cluster.record(file);
    }
  }
}
