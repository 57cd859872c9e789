package io.nasoa.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import io.nasoa.activities.data.Augmentation;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TensorData;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.network.WeightAverage;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Regime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose images grow and whose weights are averaged, as in pretraining. */
class AveragedTrainingTest {
  private static final int STEPS = 30;
  private static final Regime REGIME =
      new Regime(0.05, 0, STEPS, 8, 0.9, 1e-4, 0.1, 0.1, true, true);
  private static final LayerGraph GRAPH =
      Architecture.parse("031-_16_1-1-1").toGraph(3, Stem.SMALL_INPUT);
  private static final SolidColours SMALL = new SolidColours(50, 8, 3);
  private static final SolidColours FULL = new SolidColours(50, 16, 3);
  private static final ImagePhases GROWING =
      new ImagePhases(List.of(new ImagePhases.Phase(0.4, SMALL), new ImagePhases.Phase(1, FULL)));

  private final TorchRuntime torch = TorchRuntime.start(1);
  @TempDir private Path directory;

  @Test
  void run_stoppedInEitherPhaseAndStartedAgain_isByteIdentical() throws IOException {
    byte[] undisturbed = train("whole", GROWING, 0.9, TrainingControl.none());
    for (int stop : new int[] {1, 11, 12, 29}) {
      train("stopped" + stop, GROWING, 0.9, yieldAt(stop));
      assertThat(train("stopped" + stop, GROWING, 0.9, TrainingControl.none()))
          .isEqualTo(undisturbed);
    }
  }

  @Test
  void run_averagedOrGrowing_endsWithOtherWeights() throws IOException {
    byte[] plain = train("plain", ImagePhases.of(FULL), 0, TrainingControl.none());
    byte[] averaged = train("averaged", ImagePhases.of(FULL), 0.9, TrainingControl.none());
    byte[] growing = train("growing", GROWING, 0, TrainingControl.none());
    assertThat(averaged).isNotEqualTo(plain);
    assertThat(growing).isNotEqualTo(plain);
    // The steps themselves are the same: only what is kept differs.
    assertThat(directory.resolve("averaged/metrics.jsonl"))
        .hasSameBinaryContentAs(directory.resolve("plain/metrics.jsonl"));
  }

  @Test
  void at_stepsOfAPhase_areOfItsImages() {
    List<Integer> sides = new ArrayList<>();
    for (int step = 0; step < 10; step++) {
      sides.add(GROWING.at(step, 10).side());
    }
    assertThat(sides).containsExactly(8, 8, 8, 8, 16, 16, 16, 16, 16, 16);
  }

  @Test
  void phases_ofOtherImagesOrNotToTheEnd_areRefused() {
    SolidColours fewer = new SolidColours(49, 16, 3);
    assertThatThrownBy(
            () ->
                new ImagePhases(
                    List.of(new ImagePhases.Phase(0.4, SMALL), new ImagePhases.Phase(1, fewer))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ImagePhases(List.of(new ImagePhases.Phase(0.4, SMALL))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void update_threeSteps_isTheMovingAverage() {
    try (Network network = network()) {
      float start = first(network);
      WeightAverage average = new WeightAverage(network, 0.9);
      double expected = start;
      for (int step = 1; step <= 3; step++) {
        set(network, step);
        average.update(step);
        double kept = Math.min(0.9, step / (step + 10.0));
        expected = kept * expected + (1 - kept) * step;
      }
      average.apply();
      assertThat((double) first(network)).isEqualTo(expected, Offset.offset(1e-5));
    }
  }

  private static String name() {
    return GRAPH.layers().get(0).name() + ".weight";
  }

  private static float first(Network network) {
    TensorData tensor = Objects.requireNonNull(network.parameters().export().get(name()));
    return tensor.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN).getFloat(0);
  }

  private static void set(Network network, float value) {
    TreeMap<String, TensorData> tensors = new TreeMap<>(network.parameters().export());
    TensorData old = Objects.requireNonNull(tensors.get(name()));
    ByteBuffer bytes = ByteBuffer.allocate(old.bytes().capacity()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < bytes.capacity() / Float.BYTES; i++) {
      bytes.putFloat(i * Float.BYTES, value);
    }
    tensors.put(name(), new TensorData(old.type(), old.shape(), bytes));
    network.parameters().load(tensors);
  }

  private Network network() {
    Network network = new Network(torch, GRAPH, Device.cpu(), DataType.FLOAT32);
    network.parameters().load(Initialisation.of(GRAPH, 3));
    return network;
  }

  private byte[] train(String run, ImagePhases images, double decay, TrainingControl control)
      throws IOException {
    Path task = Files.createDirectories(directory.resolve(run));
    Fence fence = Fence.take(task.resolve("attempts"), new Fence.Claim("a", 0, 1), () -> {});
    TrainingLoop.Job job =
        new TrainingLoop.Job(
            "key",
            REGIME,
            5,
            images,
            new Augmentation(true, true, true),
            decay,
            null,
            0,
            task.resolve("metrics.jsonl"),
            Duration.ofHours(1));
    try (Network network = network()) {
      new TrainingLoop(
              network,
              job,
              new CheckpointStore(task.resolve("checkpoints"), fence),
              new LedgerFile(task.resolve("ledger.jsonl"), InstantSource.system()),
              control,
              InstantSource.system())
          .run(null);
      Path file = task.resolve("weights.safetensors");
      SafetensorsFile.write(file, network.parameters().export());
      return Files.readAllBytes(file);
    }
  }

  private static TrainingControl yieldAt(int step) {
    return new TrainingControl() {
      @Override
      public Decision beforeStep(int stepsDone, int totalSteps) {
        return stepsDone == step ? Decision.YIELD : Decision.CONTINUE;
      }

      @Override
      public void afterStep(MetricsLog.Line line, int totalSteps) {}
    };
  }
}
