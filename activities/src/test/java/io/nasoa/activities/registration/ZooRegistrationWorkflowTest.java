package io.nasoa.activities.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.record.StoreCluster;
import io.nasoa.workflows.registration.ModelStage;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationState;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.registry.ZooEntry;
import io.nasoa.zoo.registry.ZooVerification;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ZooRegistrationWorkflowTest {
  @TempDir Path directory;
  private final FakeModels models = new FakeModels();
  private RegistrationCluster cluster;

  @BeforeEach
  void open() {
    cluster = new RegistrationCluster(directory, models);
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  private static RegistrationRequest request(String... names) {
    return RegistrationCluster.request("b", names);
  }

  @Test
  void run_toItsEnd_registersWithProvenanceAndLeavesNothingBehind() throws IOException {
    RegistrationResult result = cluster.run(request("m1", "m2"));

    assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.status().registered()).isEqualTo(2);
    assertThat(models.measured).as("all at once").containsExactly(2);
    assertThat(cluster.zooNames()).containsExactly("m1", "m2");
    assertThat(cluster.zoo.verify())
        .extracting(ZooVerification::status)
        .containsOnly(ZooVerification.Status.OK);
    ZooEntry entry = cluster.zoo.find("m1").orElseThrow();
    assertThat(entry.role()).isEqualTo("zoo");
    assertThat(entry.classNames()).containsExactly("a", "b");
    assertThat(entry.macs()).isPositive();
    JsonNode card = JsonMapper.builder().build().readTree(entry.cardJson());
    assertThat(card.path("reportAccuracy").asDouble()).isEqualTo(0.5);
    assertThat(card.path("dataSha256").asText()).isEqualTo("abc");
    assertThat(card.at("/measured/stepTime").asDouble()).isEqualTo(1.25);
    assertThat(card.at("/measured/stepSecondsByFrozenStages")).hasSize(2);
    assertThat(card.at("/provenance/registration").asText()).isEqualTo("b");
    assertThat(card.at("/provenance/recipe/seed").asInt()).isEqualTo(1);
    assertThat(cluster.root.resolve("registrations/b")).doesNotExist();
  }

  @Test
  void model_thatDiverges_isARecordedFailure() {
    RegistrationResult result = cluster.run(request("m1", "bad"));

    assertThat(result.status().state()).isEqualTo(TaskState.SUCCEEDED);
    assertThat(result.status().models())
        .extracting(RegistrationStatus.Model::stage)
        .containsExactly(ModelStage.REGISTERED, ModelStage.FAILED);
    assertThat(result.status().models().get(1).failure()).contains("3");
    assertThat(cluster.zooNames()).containsExactly("m1");
  }

  @Test
  void build_ofDivergingModelsOnly_fails() {
    cluster.start(request("bad"));

    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> cluster.result("b"))
        .havingCause()
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            told -> assertThat(told.getType()).isEqualTo(FailureTypes.NOTHING_REGISTERED));
    assertThat(cluster.builds.find("b").orElseThrow().newestRun().state())
        .isEqualTo(io.nasoa.zoo.store.TaskState.FAILED);
  }

  @Test
  void sameModelsInAnotherBuild_areRegisteredOnce() {
    cluster.run(request("m1"));
    ZooEntry first = cluster.zoo.find("m1").orElseThrow();

    RegistrationResult again = cluster.run(RegistrationCluster.request("again", "m1"));

    assertThat(again.status().registered()).isEqualTo(1);
    assertThat(cluster.zoo.find("m1")).contains(first);
    assertThat(cluster.zooNames()).containsExactly("m1");
  }

  @Test
  void nameOfAnotherModel_isARecordedFailureAndKeepsTheWeights() {
    cluster.run(request("m1"));
    ZooEntry first = cluster.zoo.find("m1").orElseThrow();
    RegistrationRequest same = RegistrationCluster.request("other", "m1", "m2");
    RegistrationRequest other =
        new RegistrationRequest(
            same.schema(),
            same.id(),
            same.deployment(),
            same.data(),
            same.stem(),
            same.resolution(),
            same.models(),
            new io.nasoa.workflows.registration.PretrainingRecipe(2, 0.05, 16, 1e-4, 2),
            same.device(),
            same.priority());

    RegistrationResult result = cluster.run(other);

    assertThat(result.status().models().get(0).failure())
        .isEqualTo("the zoo has another model named 'm1'; build it under another name");
    assertThat(result.status().registered()).isEqualTo(1);
    assertThat(cluster.zoo.find("m1")).contains(first);
    assertThat(cluster.root.resolve("registrations/other/models/m1")).isDirectory();
  }

  @Test
  void pauseAndResume_trainingsGoOnFromTheirCheckpoints() throws Exception {
    models.pace = 300;
    cluster.start(request("m1", "m2"));
    awaitSteps(4);

    cluster.build("b").pause();
    cluster.awaitPause("b");
    int atPause = models.steps.get();
    Thread.sleep(500);
    assertThat(models.steps.get()).isEqualTo(atPause);
    assertThat(cluster.builds.find("b").orElseThrow().newestRun().state())
        .isEqualTo(io.nasoa.zoo.store.TaskState.PAUSED);
    models.pace = 0;
    cluster.build("b").resume();

    assertThat(cluster.result("b").status().registered()).isEqualTo(2);
    assertThat(models.steps.get()).as("no step twice").isEqualTo(20);
  }

  @Test
  void cancelledAndStartedAgain_goesOnFromTheCheckpoints() throws Exception {
    models.pace = 300;
    cluster.start(request("m1"));
    awaitSteps(3);
    cluster.stub("b").cancel();
    assertThatExceptionOfType(WorkflowFailedException.class)
        .isThrownBy(() -> cluster.result("b"))
        .withCauseInstanceOf(CanceledFailure.class);
    models.pace = 0;

    cluster.start(request("m1"));

    assertThat(cluster.result("b").status().run()).isEqualTo(2);
    assertThat(models.steps.get()).as("no step twice").isEqualTo(10);
  }

  @Test
  void startedFromTheStore_afterTheServerWasLost_trainsNothingTwice() throws Exception {
    models.pace = 100;
    cluster.start(request("m1", "m2"));
    awaitSteps(3);
    RegistrationState seen = cluster.stored("b");
    cluster.stub("b").terminate("as if its server had been lost");
    // Both trainings learn of it at their heartbeats.
    Thread.sleep(2500);

    cluster.startFrom(seen);

    assertThat(cluster.result("b").status().registered()).isEqualTo(2);
    assertThat(models.steps.get()).isEqualTo(20);
  }

  @Test
  void measurement_thatFails_failsTheBuildAndIsDoneInTheNextRun() {
    models.failingMeasurements.set(1);
    cluster.start(request("m1"));
    assertThatThrownBy(() -> cluster.result("b"))
        .hasRootCauseInstanceOf(ApplicationFailure.class)
        .rootCause()
        .hasMessageContaining("could not be measured: no memory for so many networks");

    assertThat(cluster.run(request("m1")).status().registered()).isEqualTo(1);
    assertThat(models.steps.get()).as("no step twice").isEqualTo(10);
  }

  @Test
  void request_thatCannotBe_failsWithoutWork() {
    cluster.start(request());
    assertThatThrownBy(() -> cluster.result("b"))
        .rootCause()
        .hasMessageContaining("there must be 1 to 64 models, was 0");
    assertThat(models.steps.get()).isZero();
  }

  private void awaitSteps(int steps) {
    StoreCluster.awaitUntil(
        "%d steps have been trained".formatted(steps), () -> models.steps.get() >= steps);
  }
}
