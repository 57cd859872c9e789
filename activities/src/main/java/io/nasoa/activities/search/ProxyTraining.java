package io.nasoa.activities.search;

import ai.djl.ndarray.types.DataType;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.data.ImageSet;
import io.nasoa.activities.data.SourceClasses;
import io.nasoa.activities.data.Splits;
import io.nasoa.activities.network.Initialisation;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.training.CheckpointStore;
import io.nasoa.activities.training.Evaluation;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.LedgerPhase;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.training.TrainingLoop;
import io.nasoa.activities.training.TrainingResult;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.ProxyRecipe;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.LayerGraph;
import io.nasoa.zoo.experience.Regime;
import io.nasoa.zoo.rivals.Networks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a candidate is worth, found by training it for a few epochs with a fully annealed rate on
 * all source classes but the withheld ones (protocol P3), and by timing its training step. The
 * accuracy is that on the half of {@code val/} that a search may look at.
 *
 * <p>All candidates of a search get the same seed, hence the same order of the images. Thread-safe.
 */
public final class ProxyTraining implements CandidateEvaluator {
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(15);
  private static final double MOMENTUM = 0.9;
  private static final double LABEL_SMOOTHING = 0.1;
  private static final double WARM_UP_SHARE = 0.1;
  private static final int COST_RESOLUTION = 64;

  private final Trainer trainer;

  /** An evaluator with that trainer's engine and decoded images. */
  public ProxyTraining(Trainer trainer) {
    this.trainer = trainer;
  }

  @Override
  public CandidateOutcome evaluate(CandidateInput input, Path work, TrainingControl control)
      throws IOException {
    DatasetIndex source = SourceClasses.learned(trainer.index(input.data()));
    LayerGraph graph =
        Networks.parse(input.architecture()).toGraph(source.classes().size(), input.stem());
    try (DecodedDataset data = trainer.decoded(source, input.proxy().resolution());
        DeviceLeases.Lease lease = trainer.lease(input.device());
        Network network = network(graph, lease.device())) {
      Splits.Split halves = Splits.searchAndReport(data.validation(), data.sha256(), 0);
      network.parameters().load(Initialisation.of(graph, input.seed()));
      LedgerFile ledger = new LedgerFile(work.resolve("ledger.jsonl"), trainer.clock());
      TrainingResult.Ending ending = train(input, network, data.train(), work, ledger, control);
      if (ending == TrainingResult.Ending.YIELDED) {
        return CandidateOutcome.failed("gave its slot back", 0);
      }
      double accuracy = Evaluation.accuracy(network, data.validation().subset(halves.first()));
      StepRatio.Measured step =
          new StepRatio(trainer.torch()).measure(graph, trainer.torch().device(lease.device()));
      ledger.end();
      ComputeCost cost = ComputeCost.of(graph, COST_RESOLUTION);
      return CandidateOutcome.measured(
          accuracy,
          step.ratio(),
          step.seconds(),
          cost.parameters(),
          cost.macs(),
          cost.activationElements() * Float.BYTES,
          ledger.totals().activeSeconds());
    }
  }

  private Network network(LayerGraph graph, String device) {
    return new Network(trainer.torch(), graph, trainer.torch().device(device), DataType.FLOAT32);
  }

  private TrainingResult.Ending train(
      CandidateInput input,
      Network network,
      ImageSet train,
      Path work,
      LedgerFile ledger,
      TrainingControl control)
      throws IOException {
    ledger.takeOver(LedgerPhase.LOAD);
    Fence.Claim claim = new Fence.Claim("proxy-" + trainer.clock().millis(), 0, 1);
    Fence fence = Fence.take(work.resolve("attempts"), claim, () -> {});
    TrainingLoop.Job job =
        new TrainingLoop.Job(
            input.architecture() + " " + input.stem() + " " + input.proxy() + " " + input.seed(),
            regime(input.proxy(), train.size()),
            input.seed(),
            train,
            null,
            0,
            work.resolve("metrics.jsonl"),
            CHECKPOINT_INTERVAL);
    CheckpointStore checkpoints = new CheckpointStore(work.resolve("checkpoints"), fence);
    TrainingLoop loop =
        new TrainingLoop(network, job, checkpoints, ledger, control, trainer.clock());
    return loop.run(null).ending();
  }

  private static Regime regime(ProxyRecipe proxy, int images) {
    int steps = (int) Math.max(1, (long) proxy.epochs() * images / proxy.batchSize());
    return new Regime(
        proxy.learningRate(),
        0,
        steps,
        proxy.batchSize(),
        MOMENTUM,
        proxy.weightDecay(),
        LABEL_SMOOTHING,
        WARM_UP_SHARE,
        true,
        true);
  }
}
