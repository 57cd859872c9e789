package io.nasoa.activities.trial;

import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.Failures;
import io.nasoa.activities.work.KeptWork;
import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.activities.work.SyntheticWork;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.trial.TrialTrunk;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import io.nasoa.zoo.task.SubTask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stands for trials where a search for hyper-parameters itself is tested: on data named {@code
 * synthetic:MILLISECONDS} what a trial is worth and costs is a function of its input. Its time is
 * {@link SyntheticWork}; all other trials are the real ones'. Thread-safe.
 */
public final class SyntheticTrials implements TrialActivities {
  /** What a trial would leave, if there was something. */
  private static final String NOTHING = "0".repeat(64);

  private static final int FAILS_ONE_IN = 9;
  private static final double LARGEST_RATE = 0.2;
  private static final double BEST_RATE = 0.03;

  private final Path artifactRoot;
  private final TrialActivities real;
  private final InstantSource clock;

  /**
   * @param artifactRoot the directory that all workers share
   * @param real does all other trials
   */
  public SyntheticTrials(Path artifactRoot, TrialActivities real, InstantSource clock) {
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    this.real = real;
    this.clock = clock;
  }

  private static boolean serves(String task) {
    return SyntheticWork.serves(SubTask.parse(task).data());
  }

  @Override
  public Calibration calibrate(CalibrateInput input) {
    return input.synthetic() == null
        ? real.calibrate(input)
        : new Calibration(
            Calibration.SCHEMA,
            input.steps().stream()
                .map(kind -> new Calibration.CalibratedStep(kind, kind.batchSize() / 4000.0))
                .toList(),
            input.device(),
            1,
            null);
  }

  @Override
  public TaskDescription describe(DescribeInput input) {
    return serves(input.task())
        ? new TaskDescription(
            TaskDescription.SCHEMA, NOTHING, 4, 4000, 100, 120, new TreeMap<>(), new TreeMap<>())
        : real.describe(input);
  }

  @Override
  public ReportOutcome report(ReportInput input) {
    return serves(input.trial().task())
        ? new ReportOutcome(ReportOutcome.SCHEMA, accuracy(input.trial()) - 0.1, null)
        : real.report(input);
  }

  @Override
  public TrialOutcome train(TrialInput input) {
    return serves(input.task()) ? Failures.mapped(() -> kept(input)) : real.train(input);
  }

  private TrialOutcome kept(TrialInput input) throws IOException {
    OutcomeFiles<TrialInput, TrialOutcome> files = TrialFiles.training(artifactRoot, input);
    String name = "made-up trial %s of %s".formatted(input.trial(), input.work());
    return new KeptWork<>(name, files, TrialOutcome::failed, clock)
        .run(input, known -> true, (fence, control) -> done(input, files.work(), control));
  }

  private static TrialOutcome done(TrialInput input, Path work, TrainingControl control)
      throws IOException {
    SyntheticWork training = SyntheticWork.of(SubTask.parse(input.task()).data());
    return training.run(hash(input), work, control)
        ? outcome(input, training.seconds())
        : TrialOutcome.failed("gave its slot back", 0);
  }

  /** What a trial gives. */
  private static TrialOutcome outcome(TrialInput input, double seconds) {
    if (Long.remainderUnsigned(hash(input), FAILS_ONE_IN) == 0) {
      return TrialOutcome.failed("failed, as its input says", seconds);
    }
    boolean diverges = input.regime().learningRate() > LARGEST_RATE;
    Double accuracy = diverges ? null : (Double) accuracy(input);
    return new TrialOutcome(
        TrialOutcome.SCHEMA,
        input.ownSteps(),
        accuracy,
        accuracy,
        new TrialCost(input.ownSteps() * input.stepSeconds(), 0.01, 0.02, 0.005),
        seconds,
        seconds,
        diverges ? null : "trials/none",
        diverges ? null : NOTHING,
        input.device(),
        true,
        new TreeMap<>(),
        diverges,
        null,
        diverges ? null : left(input.trunk()));
  }

  private static @Nullable TrunkCheckpoint left(@Nullable TrialTrunk trunk) {
    String leave = trunk == null ? null : trunk.leave();
    return trunk == null || leave == null
        ? null
        : new TrunkCheckpoint(leave, NOTHING, trunk.steps());
  }

  /** The better, the longer it trains and the nearer its rate is to the best one. */
  private static double accuracy(TrialInput input) {
    double off = Math.abs(Math.log(input.regime().learningRate() / BEST_RATE));
    double seconds = input.regime().steps() * input.stepSeconds();
    double luck = Long.remainderUnsigned(hash(input), 1000) / 20_000.0;
    return 0.1 + luck + 0.8 / (1 + 0.2 * off + 0.5 / (0.5 + seconds));
  }

  private static long hash(TrialInput input) {
    long rate = Double.doubleToLongBits(input.regime().learningRate());
    long model = SyntheticWork.mixed(input.model().name().hashCode());
    return SyntheticWork.mixed(model + rate + 31L * input.regime().steps() + input.seed());
  }
}
