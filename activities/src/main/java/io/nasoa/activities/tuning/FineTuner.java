package io.nasoa.activities.tuning;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.data.InvalidDataException;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.network.SafetensorsFile;
import io.nasoa.activities.network.TorchRuntime;
import io.nasoa.activities.training.CheckpointStore;
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
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One attempt of a task's training: load, train, write the model. */
final class FineTuner {
  /** A history holds no more of them. */
  private static final int MOST_DECISIONS = 100;

  private final Trainer trainer;
  private final FineTuneInput input;
  private final FineTuningRequest request;
  private final FineTuningPlan plan;
  private final TaskFiles files;

  FineTuner(Trainer trainer, FineTuneInput input) {
    this.trainer = trainer;
    this.input = input;
    this.request = input.request();
    this.plan = input.plan();
    this.files = trainer.files(request.taskId());
  }

  TrainingOutcome run() throws IOException {
    try (Attempt attempt =
        Attempt.begin(files, trainer.clock(), LedgerPhase.LOAD, files::removeAbandoned)) {
      TorchRuntime torch = trainer.torch();
      DatasetIndex index = attempt.interruptibly(this::sameData);
      try (DecodedDataset data =
              attempt.interruptibly(() -> trainer.decoded(index, plan.resolution()));
          DeviceLeases.Lease lease = attempt.interruptibly(() -> trainer.lease(request.device()));
          Network network =
              ModelLoader.pretrained(
                  torch,
                  plan,
                  trainer.artifact(plan.weightsPath()),
                  torch.device(lease.device()),
                  request.seed())) {
        ActivityControl control =
            new ActivityControl(
                attempt, input, trainer.clock(), attempt.ledger().totals().activeSeconds());
        TrainingResult result = train(network, data, attempt, control);
        control.rethrow();
        requireAStep(result, control);
        return publish(network, index, lease.device(), attempt, result, control);
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
      Network network, DecodedDataset data, Attempt attempt, ActivityControl control)
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
    CheckpointStore checkpoints = new CheckpointStore(files.checkpoints(), attempt.fence());
    checkpoints.removeAbandoned();
    TrainingLoop loop =
        new TrainingLoop(network, job, checkpoints, attempt.ledger(), control, trainer.clock());
    return loop.run(budget(attempt.ledger()).orElse(null));
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

  private Optional<TimeBudget> budget(LedgerFile ledger) throws IOException {
    Double limit = request.budgetSeconds();
    if (limit == null) {
      return Optional.empty();
    }
    ledger.alive();
    double active = ledger.totals().activeSeconds();
    PlannedPace pace = PlannedPace.of(plan, input.profile(), input.spent().activeSeconds());
    return Optional.of(
        new TimeBudget(
            trainer.clock(),
            limit - active,
            pace.reserveSeconds(),
            pace.stepSeconds(),
            mostSteps()));
  }

  private static void requireAStep(TrainingResult result, ActivityControl control) {
    if (result.steps() == 0) {
      throw FailureTypes.nothingToFinish(control.stoppedBy());
    }
  }

  private TrainingOutcome publish(
      Network network,
      DatasetIndex index,
      String device,
      Attempt attempt,
      TrainingResult result,
      ActivityControl control)
      throws IOException {
    LedgerFile ledger = attempt.ledger();
    ledger.enter(LedgerPhase.CHECKPOINT);
    SafetensorsFile.write(files.model(), network.parameters().live(), attempt.fence());
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
            sha256),
        attempt.fence());
    ledger.enter(LedgerPhase.QUEUE);
    return new TrainingOutcome(
        TrainingOutcome.SCHEMA,
        result.steps(),
        endedBy(result, control),
        files.relative(files.model()),
        sha256,
        network.torch().threads(),
        device,
        new TreeMap<>(network.torch().versions()),
        result.bitIdentical(),
        ledger.attempts(),
        ledger.totals().minus(input.spent()),
        newest(ledger.notes()));
  }

  /** What came of the last decisions; the ledger holds all of them. */
  private static List<String> newest(List<String> notes) {
    return notes.subList(Math.max(0, notes.size() - MOST_DECISIONS), notes.size());
  }

  private static EndedBy endedBy(TrainingResult result, ActivityControl control) {
    return switch (result.ending()) {
      case SCHEDULE, YIELDED -> EndedBy.SCHEDULE;
      case BUDGET -> EndedBy.BUDGET;
      case STOP -> control.stoppedBy();
    };
  }
}
