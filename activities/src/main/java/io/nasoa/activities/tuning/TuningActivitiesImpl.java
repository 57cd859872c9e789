package io.nasoa.activities.tuning;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.Device;
import io.nasoa.activities.data.DatasetIndex;
import io.nasoa.activities.data.DecodedDataset;
import io.nasoa.activities.network.AtomicFiles;
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
import io.nasoa.workflows.tuning.PlanningMaterial;
import io.nasoa.workflows.tuning.ProfileInput;
import io.nasoa.workflows.tuning.TrainingOutcome;
import io.nasoa.workflows.tuning.TuningActivities;
import io.nasoa.zoo.learning.LearnedState;
import io.nasoa.zoo.learning.Snapshot;
import io.nasoa.zoo.profile.DatasetProfile;
import io.nasoa.zoo.profile.ProfileJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trainer's stages on real data and a real engine. Thread-safe. */
public final class TuningActivitiesImpl implements TuningActivities {
  /** The zoo's resolution: decoding for the profile is then decoding for the training too. */
  private static final int PROFILE_RESOLUTION = 64;

  /** Protocol P5: the cheapest parts first. */
  private static final double PROFILE_SHARE = 0.05;

  private static final Logger log = LoggerFactory.getLogger(TuningActivitiesImpl.class);

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
        attempt -> profile(input, attempt));
  }

  private DatasetSummary profile(ProfileInput input, Attempt attempt) throws IOException {
    DatasetIndex index = trainer.index(input.request().data());
    try (DecodedDataset data = trainer.decoded(index, PROFILE_RESOLUTION)) {
      List<String> skipped = data.skipped().stream().map(DecodedDataset.Skipped::path).toList();
      String details = measured(input, index, data, attempt);
      return new DatasetSummary(
          DatasetSummary.SCHEMA,
          index.classes().size(),
          data.train().size(),
          data.validation().size(),
          index.sha256(),
          skipped,
          skipped.size(),
          details,
          seconds(attempt.ledger()).profile());
    }
  }

  /** The file of the measured profile; null for a run of a version that does not measure. */
  private @Nullable String measured(
      ProfileInput input, DatasetIndex index, DecodedDataset data, Attempt attempt)
      throws IOException {
    PlanningMaterial material = input.material();
    Double budget = input.request().budgetSeconds();
    if (material == null || budget == null) {
      return null;
    }
    TaskFiles files = trainer.files(input.request().taskId());
    try (DeviceLeases.Lease lease = trainer.lease(input.request().device())) {
      DatasetProfile profile =
          trainer
              .profiler(trainer.torch().device(lease.device()))
              .profile(index, data.train(), material.entries(), PROFILE_SHARE * budget);
      AtomicFiles.write(
          files.profile(), ProfileJson.write(profile).getBytes(UTF_8), attempt.fence());
    }
    return files.relative(files.profile());
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
      Device device = trainer.torch().device(lease.device());
      Planner.Ground ground =
          new Planner.Ground(
              profile(input.profile()),
              learned(input.material()),
              trainer.memoryBytes(device, lease.device()),
              trainer.clock());
      Planner planner = new Planner(timer::measure, input, device, ground);
      FineTuningPlan plan = planner.plan(() -> active(ledger));
      return plan.withSeconds(seconds(ledger).plan());
    }
  }

  private @Nullable DatasetProfile profile(DatasetSummary data) throws IOException {
    String details = data.detailsPath();
    return details == null
        ? null
        : ProfileJson.readProfile(Files.readString(trainer.artifact(details), UTF_8));
  }

  /** Without what was learned a plan is as good as a new store's, and better than none. */
  private LearnedState learned(PlanningMaterial material) {
    String path = material.knowledgePath();
    if (path == null) {
      return LearnedState.start();
    }
    try {
      return Snapshot.read(trainer.artifact(path));
    } catch (IOException | IllegalArgumentException e) {
      log.warn(
          "what was learned ({}) cannot be read, so the plan does without: {}", path, e.toString());
      return LearnedState.start();
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
