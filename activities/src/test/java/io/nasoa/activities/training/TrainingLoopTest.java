package io.nasoa.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.TrainingControl.Decision;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Regime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingLoopTest {
  private static final int STEPS = 30;
  private static final Regime REGIME =
      new Regime(0.05, 1, STEPS, 8, 0.9, 1e-4, 0.1, 0.1, true, true);
  private static final LayerGraph GRAPH =
      Architecture.parse("031-_16_1-1-1").toGraph(3, Stem.SMALL_INPUT);
  private static final ImageSet TRAIN = new SolidColours(50, 16, 3);
  private static final ImageSet VALIDATION = new SolidColours(21, 16, 3);

  private final TorchRuntime torch = TorchRuntime.start(1);
  @TempDir private Path directory;

  @Test
  void run_threeColours_areTold() throws IOException {
    try (Network network = network()) {
      TrainingResult result = loop(network, "a", TrainingControl.none()).run(null);
      assertThat(result).isEqualTo(new TrainingResult(STEPS, TrainingResult.Ending.SCHEDULE, true));
      assertThat(Evaluation.accuracy(network, VALIDATION)).isEqualTo(1.0);
    }
    assertThat(MetricsLog.read(directory.resolve("a/metrics.jsonl")))
        .hasSize(STEPS)
        .anySatisfy(line -> assertThat(line.accuracy()).isNotNull());
  }

  @Test
  void run_stoppedAnywhereAndStartedAgain_isByteIdentical() throws IOException {
    byte[] undisturbed = weightsAfter("whole", TrainingControl.none());
    for (int stop : new int[] {1, 7, 29}) {
      String run = "resumed" + stop;
      weightsAfter(run, yieldAt(stop));
      Files.writeString(
          directory.resolve(run).resolve("metrics.jsonl"), "{\"st", StandardOpenOption.APPEND);
      assertThat(weightsAfter(run, TrainingControl.none())).isEqualTo(undisturbed);
      assertThat(resumedAt(run)).containsExactly(0, stop);
      assertThat(directory.resolve(run).resolve("metrics.jsonl"))
          .hasSameBinaryContentAs(directory.resolve("whole/metrics.jsonl"));
    }
  }

  @Test
  void run_twoAtOnceInOneProcess_areThoseOfOneAlone() throws Exception {
    byte[] alone = weightsAfter("alone", TrainingControl.none());
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Callable<byte[]> first = () -> weightsAfter("first", TrainingControl.none());
      Callable<byte[]> second = () -> weightsAfter("second", TrainingControl.none());
      for (Future<byte[]> weights : pool.invokeAll(List.of(first, second))) {
        assertThat(weights.get()).isEqualTo(alone);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void run_newestCheckpointDamaged_theOneBeforeIsUsed() throws IOException {
    byte[] undisturbed = weightsAfter("whole", TrainingControl.none());
    weightsAfter("damaged", yieldAt(10));
    weightsAfter("damaged", yieldAt(20));
    Path tensors = directory.resolve("damaged/checkpoints/step-20/state.safetensors");
    byte[] content = Files.readAllBytes(tensors);
    content[content.length / 2] ^= 1;
    Files.write(tensors, content);
    assertThat(weightsAfter("damaged", TrainingControl.none())).isEqualTo(undisturbed);
    assertThat(resumedAt("damaged")).containsExactly(0, 10, 10);
    weightsAfter("truncated", yieldAt(10));
    weightsAfter("truncated", yieldAt(20));
    Path newest = directory.resolve("truncated/checkpoints/step-20/state.safetensors");
    Files.write(newest, List.of("cut"));
    assertThat(weightsAfter("truncated", TrainingControl.none())).isEqualTo(undisturbed);
    assertThat(resumedAt("truncated")).containsExactly(0, 10, 10);
  }

  @Test
  void run_newestCheckpointDamaged_itIsNotOneOfTheTwoKept() throws IOException {
    weightsAfter("kept", yieldAt(10));
    weightsAfter("kept", yieldAt(20));
    Path checkpoints = directory.resolve("kept/checkpoints");
    Files.write(checkpoints.resolve("step-20/state.json"), List.of("{}"));
    weightsAfter("kept", yieldAt(15));
    assertThat(checkpoints)
        .isDirectoryContaining("glob:**/step-10")
        .isDirectoryContaining("glob:**/step-15")
        .isDirectoryNotContaining("glob:**/step-20");
  }

  @Test
  void removeAbandoned_halfWrittenCheckpoint_isGone() throws IOException {
    weightsAfter("abandoned", yieldAt(10));
    Path checkpoints = directory.resolve("abandoned/checkpoints");
    Path half = Files.createDirectory(checkpoints.resolve(".tmp-killed"));
    Files.write(half.resolve("state.safetensors"), List.of("half"));
    new CheckpointStore(checkpoints, takeFence("abandoned", "next")).removeAbandoned();
    assertThat(half).doesNotExist();
    assertThat(checkpoints.resolve("step-10/manifest.json")).exists();
  }

  @Test
  void run_checkpointsNotWritable_goesOnWithoutThem() throws IOException {
    byte[] undisturbed = weightsAfter("whole", TrainingControl.none());
    Files.createDirectories(directory.resolve("full"));
    Files.writeString(directory.resolve("full/checkpoints"), "where the directory should be");
    assertThat(weightsAfter("full", TrainingControl.none())).isEqualTo(undisturbed);
  }

  @Test
  void run_fenceTakenByAnother_writesNoCheckpointAndNoMetrics() throws IOException {
    try (Network network = network()) {
      TrainingControl stolen =
          new YieldAt(Integer.MAX_VALUE) {
            @Override
            public void afterStep(MetricsLog.Line line, int totalSteps) {
              if (line.step() == 5) {
                takeFence("fenced", "another attempt");
              }
            }
          };
      TrainingLoop loop = loop(network, "fenced", stolen);
      assertThatThrownBy(() -> loop.run(null)).isInstanceOf(Fence.FencedException.class);
      assertThat(directory.resolve("fenced/checkpoints")).doesNotExist();
      assertThat(directory.resolve("fenced/metrics.jsonl")).isEmptyFile();
    }
  }

  @Test
  void run_lossNotFinite_failsWithOneSentence() {
    Regime wild = new Regime(1e30, 0, STEPS, 8, 0.9, 0, 0, 0, false, false);
    try (Network network = network()) {
      assertThatThrownBy(
              () -> loop(network, "wild", wild, TrainingControl.none(), SYSTEM).run(null))
          .isInstanceOf(DivergedException.class)
          .hasMessageContaining("not finite at learning rate 9.9");
    }
  }

  @Test
  void run_stepsTakeTwiceAsLongAsPlanned_scheduleIsShortenedAndCompletes() throws IOException {
    ManualClock clock = new ManualClock();
    // Eight images a step, an eighth of a second each.
    ImageSet slow =
        new ForwardingImages(TRAIN) {
          @Override
          public void read(int index, byte[] target) {
            clock.millis += 125;
            super.read(index, target);
          }
        };
    try (Network network = network()) {
      TrainingLoop loop = loop(network, "slow", REGIME, TrainingControl.none(), clock, slow);
      // Planned: 30 steps of half a second in 15 s; a step takes one second.
      TrainingResult result = loop.run(new TimeBudget(clock, 15, 0, 0.5));
      assertThat(result.ending()).isEqualTo(TrainingResult.Ending.BUDGET);
      assertThat(result.steps()).isBetween(10, 16);
      List<MetricsLog.Line> lines = MetricsLog.read(directory.resolve("slow/metrics.jsonl"));
      assertThat(lines.get(lines.size() - 1).learningRate()).isLessThan(0.01);
      assertThat(new LedgerFile(directory.resolve("slow/ledger.jsonl"), SYSTEM).notes())
          .anySatisfy(note -> assertThat(note).contains("schedule resized"));
    }
  }

  private static final InstantSource SYSTEM = InstantSource.system();

  /**
   * Without this, a training that begins anew each time would pass: it ends with the same bytes.
   */
  private List<Integer> resumedAt(String run) throws IOException {
    return new LedgerFile(directory.resolve(run).resolve("ledger.jsonl"), SYSTEM).resumedSteps();
  }

  private byte[] weightsAfter(String run, TrainingControl control) throws IOException {
    try (Network network = network()) {
      loop(network, run, control).run(null);
      Path file = directory.resolve(run).resolve("model.safetensors");
      SafetensorsFile.write(file, network.parameters().export());
      return Files.readAllBytes(file);
    }
  }

  private Network network() {
    Network network = new Network(torch, GRAPH, Device.cpu(), DataType.FLOAT32);
    network.parameters().load(Initialisation.of(GRAPH, 3));
    return network;
  }

  private TrainingLoop loop(Network network, String run, TrainingControl control)
      throws IOException {
    return loop(network, run, REGIME, control, SYSTEM);
  }

  private TrainingLoop loop(
      Network network, String run, Regime regime, TrainingControl control, InstantSource clock)
      throws IOException {
    return loop(network, run, regime, control, clock, TRAIN);
  }

  private TrainingLoop loop(
      Network network,
      String run,
      Regime regime,
      TrainingControl control,
      InstantSource clock,
      ImageSet train)
      throws IOException {
    Path task = directory.resolve(run);
    TrainingLoop.Job job =
        new TrainingLoop.Job(
            "key", regime, 5, train, VALIDATION, 4, task.resolve("metrics.jsonl"), HOUR);
    CheckpointStore checkpoints =
        new CheckpointStore(task.resolve("checkpoints"), takeFence(run, "attempt"));
    LedgerFile ledger = new LedgerFile(task.resolve("ledger.jsonl"), clock);
    return new TrainingLoop(network, job, checkpoints, ledger, control, clock);
  }

  private static final Duration HOUR = Duration.ofHours(1);

  private Fence takeFence(String run, String attempt) {
    try {
      return Fence.take(
          directory.resolve(run).resolve("attempts"), new Fence.Claim(attempt, 0, 1), () -> {});
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static TrainingControl yieldAt(int step) {
    return new YieldAt(step);
  }

  private static class YieldAt implements TrainingControl {
    private final int step;

    YieldAt(int step) {
      this.step = step;
    }

    @Override
    public Decision beforeStep(int stepsDone, int totalSteps) {
      return stepsDone == step ? Decision.YIELD : Decision.CONTINUE;
    }

    @Override
    public void afterStep(MetricsLog.Line line, int totalSteps) {}
  }

  private static class ForwardingImages implements ImageSet {
    private final ImageSet images;

    ForwardingImages(ImageSet images) {
      this.images = images;
    }

    @Override
    public int size() {
      return images.size();
    }

    @Override
    public int side() {
      return images.side();
    }

    @Override
    public int classes() {
      return images.classes();
    }

    @Override
    public int label(int index) {
      return images.label(index);
    }

    @Override
    public void read(int index, byte[] target) {
      images.read(index, target);
    }
  }

  private static final class ManualClock implements InstantSource {
    private long millis;

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }
}
