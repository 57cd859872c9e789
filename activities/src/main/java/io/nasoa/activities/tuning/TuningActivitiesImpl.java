package io.nasoa.activities.tuning;

import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.network.Network;
import io.nasoa.activities.training.Evaluation;
import io.nasoa.activities.training.LedgerFile;
import io.nasoa.activities.training.LedgerPhase;
import io.nasoa.workflows.tuning.DatasetSummary;
import io.nasoa.workflows.tuning.EvaluateInput;
import io.nasoa.workflows.tuning.EvaluationOutcome;
import io.nasoa.workflows.tuning.FineTuneInput;
import io.nasoa.workflows.tuning.FineTuningPlan;
import io.nasoa.workflows.tuning.Ledger;
import io.nasoa.workflows.tuning.PlanInput;
import io.nasoa.workflows.tuning.ProfileInput;
import io.nasoa.workflows.tuning.TrainingOutcome;
import io.nasoa.workflows.tuning.TuningActivities;
import java.io.IOException;
import java.util.List;

/** The trainer's stages on real data and a real engine. Thread-safe. */
public final class TuningActivitiesImpl implements TuningActivities {
  /** The zoo's resolution: decoding for the profile is then decoding for the training too. */
  private static final int PROFILE_RESOLUTION = 64;

  private final Trainer trainer;

  public TuningActivitiesImpl(Trainer trainer) {
    this.trainer = trainer;
  }

  /** What its stages share. */
  public Trainer trainer() {
    return trainer;
  }

  @Override
  public DatasetSummary profile(ProfileInput input) {
    TaskFiles files = trainer.files(input.request().taskId());
    return stage(
        files,
        LedgerPhase.PROFILE,
        fence -> files.prepare(input.request(), input.run(), fence),
        attempt -> profile(input, attempt.ledger()));
  }

  private DatasetSummary profile(ProfileInput input, LedgerFile ledger) throws IOException {
    DatasetIndex index = trainer.index(input.request().data());
    try (DecodedDataset data = trainer.decoded(index, PROFILE_RESOLUTION)) {
      List<String> skipped = data.skipped().stream().map(DecodedDataset.Skipped::path).toList();
      return new DatasetSummary(
          DatasetSummary.SCHEMA,
          index.classes().size(),
          data.train().size(),
          data.validation().size(),
          index.sha256(),
          skipped,
          skipped.size(),
          null,
          seconds(ledger).profile());
    }
  }

  @Override
  public FineTuningPlan plan(PlanInput input) {
    TaskFiles files = trainer.files(input.request().taskId());
    return stage(
        files,
        LedgerPhase.PLAN,
        fence -> {},
        attempt -> {
          FineTuningPlan plan = plan(input, attempt.ledger());
          TaskFiles.writeJson(files.plan(), plan, attempt.fence());
          return plan;
        });
  }

  private FineTuningPlan plan(PlanInput input, LedgerFile ledger) throws IOException {
    StepTimer timer = new StepTimer(trainer.torch(), trainer.clock());
    try (DeviceLeases.Lease lease = trainer.lease(input.request().device())) {
      Planner planner = new Planner(timer::measure, input, trainer.torch().device(lease.device()));
      FineTuningPlan plan = planner.plan(() -> active(ledger));
      return plan.withSeconds(seconds(ledger).plan());
    }
  }

  @Override
  public TrainingOutcome fineTune(FineTuneInput input) {
    return Failures.mapped(() -> new FineTuner(trainer, input).run());
  }

  @Override
  public EvaluationOutcome evaluate(EvaluateInput input) {
    TaskFiles files = trainer.files(input.request().taskId());
    return stage(
        files,
        LedgerPhase.EVALUATE,
        fence -> {},
        attempt -> evaluate(input, files, attempt.ledger()));
  }

  private EvaluationOutcome evaluate(EvaluateInput input, TaskFiles files, LedgerFile ledger)
      throws IOException {
    ModelDescription model = ModelDescription.read(files.modelDescription());
    DatasetIndex index = trainer.index(input.request().data());
    try (DecodedDataset data = trainer.decoded(index, model.resolution());
        DeviceLeases.Lease lease = trainer.lease(input.request().device());
        Network network =
            ModelLoader.described(
                trainer.torch(), model, files.model(), trainer.torch().device(lease.device()))) {
      double accuracy = Evaluation.accuracy(network, data.validation());
      double spent = seconds(ledger).evaluate() - input.training().ledger().evaluate();
      return new EvaluationOutcome(
          EvaluationOutcome.SCHEMA, accuracy, data.validation().size(), Math.max(0, spent));
    }
  }

  /** What a stage does as one attempt. */
  private interface Work<T> {
    T as(Attempt attempt) throws IOException;
  }

  private <T> T stage(
      TaskFiles files, LedgerPhase phase, Attempt.Preparation preparation, Work<T> work) {
    return Failures.mapped(
        () -> {
          try (Attempt attempt = Attempt.begin(files, trainer.clock(), phase, preparation)) {
            return attempt.interruptibly(() -> work.as(attempt));
          }
        });
  }

  private static Ledger seconds(LedgerFile ledger) throws IOException {
    ledger.alive();
    return ledger.totals();
  }

  private static double active(LedgerFile ledger) {
    try {
      return seconds(ledger).activeSeconds();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
