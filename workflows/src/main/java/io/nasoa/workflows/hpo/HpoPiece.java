package io.nasoa.workflows.hpo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.trial.CalibrateInput;
import io.nasoa.workflows.trial.DescribeInput;
import io.nasoa.workflows.trial.ReportInput;
import io.nasoa.workflows.trial.TrialInput;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the work that a trainer is to do: exactly one of calibration, description, evaluation
 * with its trial, and report.
 *
 * @param number 0 for the calibration, 1 for the description, {@link #ofEvaluation} and {@link
 *     #ofReport} of an evaluation's number for the others
 * @param calibrate the timing of steps, or null
 * @param describe a look at the task's data, or null
 * @param evaluation what the trial is for, or null
 * @param trial a trial, or null
 * @param report a look at TEST for an evaluation that became the incumbent, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HpoPiece(
    int number,
    @Nullable CalibrateInput calibrate,
    @Nullable DescribeInput describe,
    @Nullable HpoEvaluation evaluation,
    @Nullable TrialInput trial,
    @Nullable ReportInput report) {

  /** Number of the calibration. */
  public static final int CALIBRATION = 0;

  /** Number of the description. */
  public static final int DESCRIPTION = 1;

  private static final int FIRST = 2;

  /** Times steps. */
  public static HpoPiece of(CalibrateInput calibrate) {
    return new HpoPiece(CALIBRATION, calibrate, null, null, null, null);
  }

  /** Looks at the data. */
  public static HpoPiece of(DescribeInput describe) {
    return new HpoPiece(DESCRIPTION, null, describe, null, null, null);
  }

  /** Evaluates. */
  public static HpoPiece of(HpoEvaluation evaluation, TrialInput trial) {
    return new HpoPiece(ofEvaluation(evaluation.number()), null, null, evaluation, trial, null);
  }

  /** Reports on the evaluation of that number. */
  public static HpoPiece of(int evaluation, ReportInput report) {
    return new HpoPiece(ofReport(evaluation), null, null, null, null, report);
  }

  /** Number of the piece that is an evaluation. */
  public static int ofEvaluation(int evaluation) {
    return FIRST + 2 * evaluation;
  }

  /** Number of the piece that reports on an evaluation. */
  public static int ofReport(int evaluation) {
    return FIRST + 2 * evaluation + 1;
  }
}
