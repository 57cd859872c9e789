package io.nasoa.workflows.trial;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/**
 * What a trainer does for comparisons, on the queue {@link
 * io.nasoa.workflows.tuning.TaskQueues#trainer}; whoever runs trials (a table, a search for
 * hyper-parameters, a comparison) calls the same ones. All heartbeat at least every few seconds,
 * and what has been done already gives the outcome that it gave.
 */
@ActivityInterface
public interface TrialActivities {
  /** Name of {@link #calibrate}. */
  String CALIBRATE = "nasoa.trial.calibrate";

  /** Name of {@link #describe}. */
  String DESCRIBE = "nasoa.trial.describe";

  /** Name of {@link #train}. */
  String TRAIN = "nasoa.trial.train";

  /** Name of {@link #report}. */
  String REPORT = "nasoa.trial.report";

  /** Times steps against each other, interleaved; takes seconds a kind of step. */
  @ActivityMethod(name = CALIBRATE)
  Calibration calibrate(CalibrateInput input);

  /** Reads, decodes and profiles a task's data. */
  @ActivityMethod(name = DESCRIBE)
  TaskDescription describe(DescribeInput input);

  /**
   * Trains on FIT, from its newest valid checkpoint on, and measures the final weights on SELECT;
   * TEST is not looked at. The weights stay where the outcome says until whoever asked removes
   * them.
   */
  @ActivityMethod(name = TRAIN)
  TrialOutcome train(TrialInput input);

  /** Measures final weights on TEST: the only step that looks at it. */
  @ActivityMethod(name = REPORT)
  ReportOutcome report(ReportInput input);
}
