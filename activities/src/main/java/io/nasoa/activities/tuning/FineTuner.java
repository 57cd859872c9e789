package io.nasoa.activities.tuning;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.CheckpointStore;
import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.FileHash;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.LedgerPhase;
import io.nasoa.activities.training.TimeBudget;
import io.nasoa.activities.training.TrainingLoop;
import io.nasoa.activities.training.TrainingResult;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.FineTuneInput;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.TrainingOutcome;
import io.temporal.activity.ActivityExecutionContext;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** One attempt of a task's training: load, train, write the model. */
final class FineTuner {
  private final Trainer trainer;
  private final FineTuneInput input;
  private final FineTuningRequest request;
  private final FineTuningPlan plan;
  private final TaskFiles files;
  private final LedgerFile ledger;

  FineTuner(Trainer trainer, FineTuneInput input) {
    this.trainer = trainer;
    this.input = input;
    this.request = input.request();
    this.plan = input.plan();
    this.files = trainer.files(request.taskId());
    this.ledger = new LedgerFile(files.ledger(), trainer.clock());
  }

  TrainingOutcome run(ActivityExecutionContext activity, String attempt) throws IOException {
    ledger.begin(LedgerPhase.LOAD);
    try {
      Fence fence = Fence.take(files.fence(), attempt);
      files.removeAbandoned();
      return run(
          fence,
          new ActivityControl(activity, input, trainer.clock(), ledger.totals().activeSeconds()));
    } finally {
      ledger.enter(LedgerPhase.QUEUE);
    }
  }

  private TrainingOutcome run(Fence fence, ActivityControl control) throws IOException {
    try (StageWatch watch = StageWatch.over(ledger, control::beat)) {
      TorchRuntime torch = trainer.torch();
      DatasetIndex index = sameData();
      try (DecodedDataset data = trainer.decoded(index, plan.resolution());
          Network network =
              ModelLoader.pretrained(
                  torch,
                  plan,
                  trainer.artifact(plan.weightsPath()),
                  torch.device(request.device()),
                  request.seed())) {
        TrainingResult result = train(network, data, fence, control);
        control.rethrow();
        requireAStep(result, control);
        return publish(network, index, fence, result, control);
      }
    }
  }

  private DatasetIndex sameData() {
    DatasetIndex index = trainer.index(request.data());
    if (!index.sha256().equals(input.profile().sha256())) {
      throw new InvalidDataException(
          "%s was changed while the task ran: submit it again under another id"
              .formatted(request.data()));
    }
    return index;
  }

  private TrainingResult train(
      Network network, DecodedDataset data, Fence fence, ActivityControl control)
      throws IOException {
    TrainingLoop.Job job =
        new TrainingLoop.Job(
            runKey(),
            plan.regime(),
            request.seed(),
            data.train(),
            data.validation(),
            plan.validationInterval(),
            files.metrics(),
            Duration.ofMillis((long) (1000 * request.checkpointIntervalSeconds())));
    CheckpointStore checkpoints = new CheckpointStore(files.checkpoints(), fence);
    checkpoints.removeAbandoned();
    TrainingLoop loop =
        new TrainingLoop(network, job, checkpoints, ledger, control, trainer.clock());
    return loop.run(budget().orElse(null));
  }

  private int mostSteps() {
    Integer grown = input.mostSteps();
    return grown == null ? plan.regime().steps() : grown;
  }

  /** What must be equal for a checkpoint to belong to this run. */
  private String runKey() {
    return "run %d, data %s, model %s %s %s, %s, seed %d"
        .formatted(
            input.run(),
            input.profile().sha256(),
            plan.architecture(),
            plan.stem(),
            plan.weightsSha256(),
            plan.regime(),
            request.seed());
  }

  private Optional<TimeBudget> budget() throws IOException {
    Double limit = request.budgetSeconds();
    if (limit == null) {
      return Optional.empty();
    }
    ledger.alive();
    double active = ledger.totals().activeSeconds();
    double step = Planner.plannedStepSeconds(plan, input.profile(), input.spent().activeSeconds());
    double reserve = Planner.reserveAfterTraining(plan, input.profile(), step);
    return Optional.of(new TimeBudget(trainer.clock(), limit - active, reserve, step, mostSteps()));
  }

  private static void requireAStep(TrainingResult result, ActivityControl control) {
    if (result.steps() == 0) {
      throw FailureTypes.nothingToFinish(control.stoppedBy());
    }
  }

  private TrainingOutcome publish(
      Network network,
      DatasetIndex index,
      Fence fence,
      TrainingResult result,
      ActivityControl control)
      throws IOException {
    ledger.enter(LedgerPhase.CHECKPOINT);
    fence.check();
    SafetensorsFile.write(files.model(), network.parameters().live());
    String sha256 = FileHash.sha256(files.model());
    TaskFiles.writeJson(
        files.modelDescription(),
        new ModelDescription(
            ModelDescription.FORMAT,
            plan.architecture(),
            plan.stem(),
            plan.resolution(),
            index.classes(),
            index.classes().size(),
            sha256));
    ledger.enter(LedgerPhase.QUEUE);
    return new TrainingOutcome(
        TrainingOutcome.SCHEMA,
        result.steps(),
        endedBy(result, control),
        files.relative(files.model()),
        sha256,
        network.torch().threads(),
        request.device(),
        new TreeMap<>(network.torch().versions()),
        result.bitIdentical(),
        ledger.attempts(),
        ledger.totals().minus(input.spent()));
  }

  private static EndedBy endedBy(TrainingResult result, ActivityControl control) {
    return switch (result.ending()) {
      case SCHEDULE, YIELDED -> EndedBy.SCHEDULE;
      case BUDGET -> EndedBy.BUDGET;
      case STOP -> control.stoppedBy();
    };
  }
}
