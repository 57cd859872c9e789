package io.nasoa.activities.trial;

import io.nasoa.activities.work.OutcomeFiles;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialInput;
import io.nasoa.workflows.trial.TrialOutcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where the files of trials lie: {@code trials/<work>/<trial>/}, and beside them the calibration
 * and the descriptions of the same work.
 */
public final class TrialFiles {
  private TrialFiles() {}

  /** All files of a run that has trials. */
  public static Path work(Path artifactRoot, String work) {
    return artifactRoot.resolve("trials").resolve(work);
  }

  /** All files of one trial. */
  public static Path trial(Path artifactRoot, String work, String trial) {
    return work(artifactRoot, work).resolve("trial-" + trial);
  }

  /**
   * Where a trial leaves its trunk, relative to the artifact root: not with its other files, which
   * nobody needs any more once its accuracy is known.
   */
  public static String trunk(String work, String trial) {
    return "trials/%s/trunk-%s".formatted(work, trial);
  }

  static OutcomeFiles<TrialInput, TrialOutcome> training(Path artifactRoot, TrialInput input) {
    return new OutcomeFiles<>(
        trial(artifactRoot, input.work(), input.trial()).resolve("training"), TrialOutcome.class);
  }

  static OutcomeFiles<ReportInput, ReportOutcome> report(Path artifactRoot, ReportInput input) {
    TrialInput trial = input.trial();
    return new OutcomeFiles<>(
        trial(artifactRoot, trial.work(), trial.trial()).resolve("report"), ReportOutcome.class);
  }

  static OutcomeFiles<CalibrateInput, Calibration> calibration(
      Path artifactRoot, CalibrateInput input) {
    return new OutcomeFiles<>(
        work(artifactRoot, input.work()).resolve("calibration"), Calibration.class);
  }

  static OutcomeFiles<DescribeInput, TaskDescription> description(
      Path artifactRoot, DescribeInput input) {
    UUID name = UUID.nameUUIDFromBytes(input.task().getBytes(StandardCharsets.UTF_8));
    return new OutcomeFiles<>(
        work(artifactRoot, input.work()).resolve("task-" + name), TaskDescription.class);
  }
}
