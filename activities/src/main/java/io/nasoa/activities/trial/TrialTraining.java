package io.nasoa.activities.trial;

import ai.djl.Device;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.CheckpointStore;
import io.nasoa.activities.training.DivergedException;
import io.nasoa.activities.training.Evaluation;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.FileHash;
import io.nasoa.activities.training.LearningRateSchedule;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.LedgerPhase;
import io.nasoa.activities.training.MetricsLog;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.training.TrainingLoop;
import io.nasoa.activities.training.TrainingResult;
import io.nasoa.activities.tuning.DeviceLeases;
import io.nasoa.activities.tuning.ModelLoader;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialModel;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.trial.TrialTrunk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;

/**
 * One attempt at a trial: load, train on FIT, measure on FIT and SELECT, write the weights. It goes
 * on from the checkpoints of earlier attempts, and its accuracies do not hang on how often it was
 * interrupted. Thread-safe.
 */
public final class TrialTraining {
  private final Trainer trainer;

  /** Trials with that trainer's engine and decoded images. */
  public TrialTraining(Trainer trainer) {
    this.trainer = trainer;
  }

  /**
   * Does the steps that are left.
   *
   * @param work directory of this trial alone, for its checkpoints
   * @param weights where the final weights go
   * @param fence of this attempt
   * @param control asked between two steps. When it says to yield, a checkpoint is written and
   *     nobody looks at what is returned
   */
  public TrialOutcome run(
      TrialInput input, Path work, Path weights, Fence fence, TrainingControl control)
      throws IOException {
    double begin = ProcessorTime.seconds(input.device());
    LedgerFile ledger = new LedgerFile(work.resolve("ledger.jsonl"), trainer.clock(), fence);
    ledger.takeOver(LedgerPhase.LOAD);
    DatasetIndex index = TrialData.index(trainer, input.task(), input.dataSha256());
    double loading = ProcessorTime.seconds(input.device());
    try (DecodedDataset data = trainer.decoded(index, input.model().resolution());
        DeviceLeases.Lease lease = trainer.lease(input.device());
        Network network = network(input, index.classes().size(), lease.device())) {
      FitAndSelect images = FitAndSelect.of(data, input.seed());
      double load = ProcessorTime.seconds(input.device()) - loading;
      CountedSteps counted = new CountedSteps(control);
      Attempt attempt =
          new Attempt(input, work, weights, fence, ledger, load, begin, lease.device());
      try {
        BranchTraining.Trained trained = trained(attempt, network, images, counted);
        return trained.result().ending() == TrainingResult.Ending.YIELDED
            ? TrialOutcome.failed("gave its slot back", 0)
            : measured(attempt, network, images, trained);
      } catch (DivergedException e) {
        return diverged(attempt, network, counted.steps());
      }
    }
  }

  /** What one attempt has in common. */
  private record Attempt(
      TrialInput input,
      Path work,
      Path weights,
      Fence fence,
      LedgerFile ledger,
      double load,
      double begin,
      String device) {
    Path checkpoints() {
      return work.resolve("checkpoints");
    }

    double now() {
      return ProcessorTime.seconds(input.device());
    }

    double wallSeconds() throws IOException {
      ledger.end();
      return ledger.totals().activeSeconds();
    }
  }

  private Network network(TrialInput input, int classes, String leased) throws IOException {
    TrialModel model = input.model();
    TorchRuntime torch = trainer.torch();
    Device device = torch.device(leased);
    return ModelLoader.pretrained(
        torch,
        new ModelLoader.Start(model.architecture(), model.stem(), classes, model.weightsSha256()),
        trainer.artifact(model.weights()),
        device,
        input.seed());
  }

  private BranchTraining.Trained trained(
      Attempt attempt, Network network, FitAndSelect images, TrainingControl control)
      throws IOException {
    TrialInput input = attempt.input();
    TrialTrunk trunk = input.trunk();
    if (trunk == null) {
      LearningRateSchedule schedule = LearningRateSchedule.of(input.regime());
      return new BranchTraining.Trained(
          loop(attempt, network, images, schedule, control).run(null), null);
    }
    return new BranchTraining(
            input,
            trunk,
            new BranchTraining.Own(attempt.checkpoints(), runKey(input), attempt.fence()),
            (schedule, asked) -> loop(attempt, network, images, schedule, asked),
            path -> trainer.artifact(path.toString()))
        .run(control);
  }

  private TrainingLoop loop(
      Attempt attempt,
      Network network,
      FitAndSelect images,
      LearningRateSchedule schedule,
      TrainingControl control) {
    TrialInput input = attempt.input();
    TrainingLoop.Job job =
        new TrainingLoop.Job(
            runKey(input),
            input.regime(),
            input.seed(),
            images.fit(),
            null,
            0,
            attempt.work().resolve("metrics.jsonl"),
            Duration.ofMillis((long) (1000 * input.checkpointIntervalSeconds())));
    CheckpointStore checkpoints = new CheckpointStore(attempt.checkpoints(), attempt.fence());
    return new TrainingLoop(
        network, job, schedule, checkpoints, attempt.ledger(), control, trainer.clock());
  }

  /** What must be equal for a checkpoint to belong to this trial. */
  private static String runKey(TrialInput input) {
    TrialModel model = input.model();
    TrialTrunk trunk = input.trunk();
    return "trial, data %s, model %s %s %s, %s, seed %d%s"
        .formatted(
            input.dataSha256(),
            model.architecture(),
            model.stem(),
            model.weightsSha256(),
            input.regime(),
            input.seed(),
            trunk == null ? "" : ", " + trunk);
  }

  private static TrialOutcome measured(
      Attempt attempt, Network network, FitAndSelect images, BranchTraining.Trained trained)
      throws IOException {
    attempt.ledger().enter(LedgerPhase.EVALUATE);
    double evaluating = attempt.now();
    double select = Evaluation.accuracy(network, images.select());
    double evaluated = attempt.now();
    double fit = Evaluation.accuracy(network, images.fit());
    attempt.ledger().enter(LedgerPhase.CHECKPOINT);
    double writing = attempt.now();
    Files.createDirectories(attempt.weights().toAbsolutePath().getParent());
    SafetensorsFile.write(attempt.weights(), network.parameters().live(), attempt.fence());
    double written = attempt.now();
    int steps = ownSteps(attempt.input(), trained.result().steps());
    return new TrialOutcome(
        TrialOutcome.SCHEMA,
        steps,
        fit,
        select,
        new TrialCost(
            steps * attempt.input().stepSeconds(),
            attempt.load(),
            evaluated - evaluating,
            written - writing),
        attempt.wallSeconds(),
        attempt.now() - attempt.begin(),
        null,
        FileHash.sha256(attempt.weights()),
        attempt.device(),
        trained.result().bitIdentical(),
        new TreeMap<>(network.torch().versions()),
        false,
        null,
        trained.left());
  }

  /** Of so many steps since the beginning, those that were not done before this trial. */
  private static int ownSteps(TrialInput input, int steps) {
    return steps - (input.regime().steps() - input.ownSteps());
  }

  private static TrialOutcome diverged(Attempt attempt, Network network, int reached)
      throws IOException {
    int steps = ownSteps(attempt.input(), reached);
    double training = steps * attempt.input().stepSeconds();
    return new TrialOutcome(
        TrialOutcome.SCHEMA,
        steps,
        null,
        null,
        new TrialCost(training, attempt.load(), 0, 0),
        attempt.wallSeconds(),
        attempt.now() - attempt.begin(),
        null,
        null,
        attempt.device(),
        true,
        new TreeMap<>(network.torch().versions()),
        true,
        null);
  }

  /** Passes on and remembers how far the training is. */
  private static final class CountedSteps implements TrainingControl {
    private final TrainingControl asked;
    private int steps;

    CountedSteps(TrainingControl asked) {
      this.asked = asked;
    }

    int steps() {
      return steps;
    }

    @Override
    public Decision beforeStep(int stepsDone, int totalSteps) {
      steps = stepsDone;
      return asked.beforeStep(stepsDone, totalSteps);
    }

    @Override
    public void afterStep(MetricsLog.Line line, int totalSteps) {
      asked.afterStep(line, totalSteps);
    }

    @Override
    public void checkpointed(int step) {
      asked.checkpointed(step);
    }
  }
}
