package io.nasoa.activities.trial;

import io.nasoa.activities.training.Fence;
import io.nasoa.activities.training.FileHash;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.activities.tuning.Failures;
import io.nasoa.activities.tuning.Trainer;
import io.nasoa.activities.work.KeptWork;
import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.workflows.trial.TrunkCheckpoint;
import io.nasoa.workflows.tuning.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;

/** Trials on the artifact root, each {@link KeptWork}. Thread-safe. */
public final class TrialActivitiesImpl implements TrialActivities {
  private final Path artifactRoot;
  private final InstantSource clock;
  private final TrialTraining training;
  private final TestReport report;
  private final TaskDescriber describer;
  private final StepCalibration calibration;

  /**
   * @param artifactRoot the directory that all workers share
   */
  public TrialActivitiesImpl(Path artifactRoot, Trainer trainer, InstantSource clock) {
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    this.clock = clock;
    training = new TrialTraining(trainer);
    report = new TestReport(trainer);
    describer = new TaskDescriber(trainer);
    calibration = new StepCalibration(trainer);
  }

  @Override
  public TrialOutcome train(TrialInput input) {
    return Failures.mapped(
        () -> {
          OutcomeFiles<TrialInput, TrialOutcome> files = TrialFiles.training(artifactRoot, input);
          String name = "trial %s of %s".formatted(input.trial(), input.work());
          return new KeptWork<>(name, files, TrialOutcome::failed, clock)
              .run(
                  input,
                  this::stillThere,
                  (fence, control) -> trained(input, files, fence, control));
        });
  }

  /** Weights that somebody removed or changed are trained again. */
  private boolean stillThere(TrialOutcome outcome) {
    TrunkCheckpoint trunk = outcome.trunk();
    if (trunk != null && !Files.isDirectory(artifactRoot.resolve(trunk.directory()))) {
      return false;
    }
    String weights = outcome.weights();
    if (weights == null) {
      return true;
    }
    try {
      Path file = artifactRoot.resolve(weights);
      return Files.isRegularFile(file) && FileHash.sha256(file).equals(outcome.weightsSha256());
    } catch (IOException e) {
      return false;
    }
  }

  /** Each attempt writes weights of its own, which only the outcome names. */
  private TrialOutcome trained(
      TrialInput input,
      OutcomeFiles<TrialInput, TrialOutcome> files,
      Fence fence,
      TrainingControl control)
      throws IOException {
    Path weights = files.directory().resolve("weights-%s.safetensors".formatted(fence.attempt()));
    TrialOutcome found = training.run(input, files.work(), weights, fence, control);
    return found.weightsSha256() == null ? found : found.withWeights(relative(weights));
  }

  private String relative(Path file) {
    return artifactRoot.relativize(file).toString().replace('\\', '/');
  }

  @Override
  public ReportOutcome report(ReportInput input) {
    return Failures.mapped(
        () ->
            new KeptWork<>(
                    "report of %s of %s".formatted(input.trial().trial(), input.trial().work()),
                    TrialFiles.report(artifactRoot, input),
                    (sentence, seconds) -> new ReportOutcome(ReportOutcome.SCHEMA, null, sentence),
                    clock)
                .run(
                    input,
                    known -> known.failure() == null,
                    (fence, control) ->
                        new ReportOutcome(ReportOutcome.SCHEMA, report.accuracy(input), null)));
  }

  @Override
  public TaskDescription describe(DescribeInput input) {
    return Failures.mapped(
        () ->
            new KeptWork<>(
                    "description of " + input.task(),
                    TrialFiles.description(artifactRoot, input),
                    (sentence, seconds) -> never(sentence),
                    clock)
                .run(input, known -> true, (fence, control) -> describer.describe(input)));
  }

  @Override
  public Calibration calibrate(CalibrateInput input) {
    return Failures.mapped(
        () ->
            new KeptWork<>(
                    "calibration of " + input.work(),
                    TrialFiles.calibration(artifactRoot, input),
                    (sentence, seconds) -> Calibration.failed(sentence),
                    clock)
                .run(
                    input,
                    known -> known.failure() == null,
                    (fence, control) -> calibration.measure(input, () -> leaveIfAsked(control))));
  }

  private static void leaveIfAsked(TrainingControl control) {
    if (control.beforeStep(0, 0) == TrainingControl.Decision.YIELD) {
      throw new CancellationException("the calibration is not wanted any more");
    }
  }

  /** A task that cannot be described has no trials: the whole work ends with the reason. */
  private static TaskDescription never(String sentence) {
    throw ApplicationFailure.newNonRetryableFailure(sentence, FailureTypes.INTERNAL);
  }
}
