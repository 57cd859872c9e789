package io.nasoa.activities.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.TrainingControl.Decision;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.zoo.architecture.Stem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretrainingIT {
  private static final Pretraining.Recipe RECIPE =
      new Pretraining.Recipe("tiny", "2-_8_2-2", Stem.SMALL_INPUT, 32, 25, 0.05, 16, 1e-4, 1);

  @TempDir private Path directory;

  @Test
  void run_drawnSource_writesHalfPrecisionWeightsAndACard() throws IOException {
    OptionalDouble accuracy = run("whole", TrainingControl.none());
    assertThat(accuracy).isPresent();
    assertThat(accuracy.getAsDouble()).isGreaterThan(0.4);
    assertThat(SafetensorsFile.read(directory.resolve("whole/tiny.safetensors")).tensors().values())
        .allSatisfy(tensor -> assertThat(tensor.type()).isEqualTo(TensorData.Type.F16));
    assertThat(Files.readString(directory.resolve("whole/tiny.card.json")))
        .contains("\"reportAccuracy\"", "\"dataSha256\"", "a command line");
  }

  @Test
  void run_stoppedAndStartedAgain_writesTheSameWeights() throws IOException {
    run("whole", TrainingControl.none());
    TrainingControl stop =
        new TrainingControl() {
          @Override
          public Decision beforeStep(int stepsDone, int totalSteps) {
            return stepsDone == 9 ? Decision.YIELD : Decision.CONTINUE;
          }

          @Override
          public void afterStep(MetricsLog.Line line, int totalSteps) {}
        };
    assertThat(run("stopped", stop)).isEmpty();
    assertThat(directory.resolve("stopped/tiny.safetensors")).doesNotExist();
    run("stopped", TrainingControl.none());
    assertThat(directory.resolve("stopped/tiny.safetensors"))
        .hasSameBinaryContentAs(directory.resolve("whole/tiny.safetensors"));
  }

  private OptionalDouble run(String name, TrainingControl control) throws IOException {
    Trainer trainer =
        new Trainer(
            directory,
            DataRoots.EVERYTHING,
            DeviceLeases.ofCpu(8),
            1,
            () -> TorchRuntime.start(1),
            InstantSource.system());
    DatasetIndex source = trainer.index("draw:shapes:classes=3,images=120,size=32,difficulty=0");
    Path output = directory.resolve(name);
    return trainer
        .pretraining("cpu")
        .run(RECIPE, source, output.resolve("work"), output, "a command line", control);
  }
}
