package io.nasoa.activities.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.registration.MeasureInput;
import io.nasoa.workflows.registration.PretrainInput;
import io.nasoa.workflows.registration.RegistrationRequest;
import io.nasoa.workflows.registration.RegistrationResult;
import io.nasoa.workflows.registration.RegistrationStatus;
import io.nasoa.zoo.registry.ZooEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A build with the real engine: once undisturbed, once killed in the middle of a training. */
@Timeout(180)
class RegistrationIT {
  @TempDir Path directory;

  @Test
  void killedOnce_endsWithTheSameWeights() throws Exception {
    RegistrationRequest request = RegistrationCluster.request("b", "m1", "m2");
    RegistrationResult whole;
    try (RegistrationCluster cluster = cluster("whole", new AtomicInteger(-1))) {
      whole = cluster.run(request);
      checkEntries(cluster, whole);
    }
    AtomicInteger blow = new AtomicInteger(5);
    try (RegistrationCluster killed = cluster("killed", blow)) {
      RegistrationResult disturbed = killed.run(request);

      assertThat(blow.get()).as("steps left before the blow").isNegative();
      assertThat(disturbed.status().models())
          .extracting(RegistrationStatus.Model::weightsSha256)
          .isEqualTo(
              whole.status().models().stream()
                  .map(RegistrationStatus.Model::weightsSha256)
                  .toList());
      assertThat(killed.zooNames()).containsExactly("m1", "m2");
    }
  }

  private static void checkEntries(RegistrationCluster cluster, RegistrationResult result)
      throws IOException {
    assertThat(result.status().registered()).isEqualTo(2);
    ZooEntry entry = cluster.zoo.find("m1").orElseThrow();
    assertThat(entry.classes()).isEqualTo(3);
    JsonNode card = JsonMapper.builder().build().readTree(entry.cardJson());
    assertThat(card.path("dataSha256").asText()).hasSize(64);
    assertThat(card.path("reportAccuracy").isNumber()).isTrue();
    assertThat(card.at("/versions/libtorch").asText()).isNotEmpty();
    assertThat(card.at("/provenance/device").asText()).isEqualTo("cpu");
    assertThat(card.at("/measured/stepTime").asDouble()).isPositive();
    assertThat(card.at("/measured/stepSecondsByFrozenStages")).hasSizeGreaterThan(1);
  }

  private RegistrationCluster cluster(String name, AtomicInteger stepsToBlow) {
    Path root = directory.resolve(name);
    Trainer trainer =
        new Trainer(
            root.resolve("data"),
            DataRoots.EVERYTHING,
            DeviceLeases.ofCpu(2),
            1,
            () -> TorchRuntime.start(1),
            InstantSource.system());
    return new RegistrationCluster(root, new Killed(new PretrainingEngine(trainer), stepsToBlow));
  }

  /** As a process that is killed leaves it: no checkpoint, no outcome, no orderly end. */
  private record Killed(ModelEngine engine, AtomicInteger stepsToBlow) implements ModelEngine {
    @Override
    public Pretrained pretrain(PretrainInput input, Path work, Path output, TrainingControl control)
        throws IOException {
      return engine.pretrain(
          input,
          work,
          output,
          new TrainingControl() {
            @Override
            public Decision beforeStep(int stepsDone, int totalSteps) {
              if (stepsToBlow.getAndDecrement() == 0) {
                throw new java.io.UncheckedIOException(new IOException("killed"));
              }
              return control.beforeStep(stepsDone, totalSteps);
            }

            @Override
            public void afterStep(MetricsLog.Line line, int totalSteps) {
              control.afterStep(line, totalSteps);
            }
          });
    }

    @Override
    public Measured measure(MeasureInput input, Runnable between) {
      return engine.measure(input, between);
    }
  }
}
