package io.nasoa.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.types.DataType;
import com.uber.m3.tally.NoopScope;
import io.nasoa.activities.data.DataRoots;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.CheckpointStore;
import io.nasoa.activities.training.Evaluation;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.training.TrainingLoop;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.worker.config.Json;
import io.nasoa.worker.config.TemporalProfile;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.TaskResult;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.architecture.Stem;
import io.nasoa.zoo.experience.Regime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures, asserts nothing of time: what a task takes beyond its bare training loop, in pairs, one
 * after the other in the same process. The bare loop maps the decoded images, trains the same
 * steps, with the same checkpoints and evaluations. Started by name, on a quiet machine:
 *
 * <pre>
 * mvn verify -pl worker -am -Dtest=none -Dit.test=OverheadDrillIT -Dtest.excluded.groups= -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * </pre>
 */
@Tag("drill")
class OverheadDrillIT {
  private static final String DATA = "draw:shapes:classes=5,images=500,size=64";
  private static final int STEPS = Integer.getInteger("nasoa.overhead.steps", 1200);
  private static final int ROUNDS = Integer.getInteger("nasoa.overhead.rounds", 3);
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  @TempDir private Path directory;

  @Test
  void embeddedServer_overheadOfATask() throws Exception {
    measure("embedded", TemporalConnection.open(TemporalProfile.EMBEDDED, new NoopScope()));
  }

  @Test
  void realServer_overheadOfATask() throws Exception {
    Path files = Files.createDirectory(directory.resolve("temporal"));
    try (RealTemporal server = RealTemporal.start(files)) {
      measure("real", RealTemporal.connect(server.environment()));
    }
  }

  private void measure(String server, TemporalConnection temporal) throws Exception {
    Path data = Files.createDirectory(directory.resolve("data"));
    double[] shares = new double[ROUNDS];
    try (EngineProcess process = EngineProcess.training(data, temporal, InstantSource.system())) {
      TaskResult warm = process.run(request("warm-up", 20)).task();
      Regime regime = Objects.requireNonNull(warm.regime()).withSteps(STEPS);
      String architecture = Objects.requireNonNull(warm.architecture());
      for (int round = 0; round < ROUNDS; round++) {
        double task = task(process, "task-" + round);
        Path plan = process.file("task-" + round, "plan.json");
        int interval =
            Json.MAPPER.readTree(Files.readString(plan)).get("validationInterval").asInt();
        double bare =
            bare(data, directory.resolve("bare-" + round), architecture, regime, interval);
        shares[round] = task / bare - 1;
        System.out.printf(
            "overhead %s: bare %.2f s, task %.2f s, its ledger %s%n",
            server, bare, task, process.stored("task-" + round).resultJson());
      }
    }
    Arrays.sort(shares);
    System.out.printf(
        "overhead %s: median %.2f %% of %d pairs, from %.2f to %.2f%n",
        server, 100 * shares[ROUNDS / 2], ROUNDS, 100 * shares[0], 100 * shares[ROUNDS - 1]);
  }

  private static double task(EngineProcess process, String id) throws InterruptedException {
    long start = System.nanoTime();
    TaskState end = process.run(request(id, STEPS)).task().state();
    double seconds = (System.nanoTime() - start) / 1e9;
    assertThat(end).isEqualTo(TaskState.SUCCEEDED);
    return seconds;
  }

  private static double bare(
      Path data, Path work, String architecture, Regime regime, int validationInterval)
      throws Exception {
    InstantSource clock = InstantSource.system();
    TorchRuntime torch = TorchRuntime.start(1);
    Trainer trainer =
        new Trainer(data, DataRoots.EVERYTHING, DeviceLeases.ofCpu(1), 1, () -> torch, clock);
    DatasetIndex index = trainer.index(DATA);
    LayerGraph graph =
        Architecture.parse(architecture).toGraph(index.classes().size(), Stem.STANDARD);
    Fence fence = Fence.take(work.resolve("attempts"), new Fence.Claim("bare", 0, 1), () -> {});
    long start = System.nanoTime();
    try (DecodedDataset images = trainer.decoded(index, 64);
        Network network = new Network(torch, graph, Device.cpu(), DataType.FLOAT32)) {
      network.parameters().load(Initialisation.of(graph, 0));
      TrainingLoop.Job job =
          new TrainingLoop.Job(
              "bare",
              regime,
              0,
              images.train(),
              images.validation(),
              validationInterval,
              work.resolve("metrics.jsonl"),
              CHECKPOINTS);
      new TrainingLoop(
              network,
              job,
              new CheckpointStore(work.resolve("checkpoints"), fence),
              new LedgerFile(work.resolve("ledger.jsonl"), clock),
              TrainingControl.none(),
              clock)
          .run(null);
      Evaluation.accuracy(network, images.validation());
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static FineTuningRequest request(String id, int steps) {
    return new FineTuningRequest(
        FineTuningRequest.SCHEMA,
        id,
        "default",
        DATA,
        null,
        steps,
        "nasoa-5m",
        0,
        null,
        null,
        64,
        CHECKPOINTS.toSeconds(),
        null,
        3,
        "cpu",
        1);
  }
}
