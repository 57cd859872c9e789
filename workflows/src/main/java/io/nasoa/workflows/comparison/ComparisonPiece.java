package io.nasoa.workflows.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.trial.CalibrateInput;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a comparison's work: exactly one of calibration, plan and search.
 *
 * @param number {@value #CALIBRATION} for the calibration, {@link #ofCell} of a cell's number for
 *     the others
 * @param calibrate the timing of steps, or null
 * @param plan a choice and its trial, or null
 * @param search a search, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonPiece(
    int number,
    @Nullable CalibrateInput calibrate,
    @Nullable PlanCell plan,
    @Nullable HpoRequest search) {

  /** Number of the calibration. */
  public static final int CALIBRATION = 0;

  /** Times steps. */
  public static ComparisonPiece of(CalibrateInput calibrate) {
    return new ComparisonPiece(CALIBRATION, calibrate, null, null);
  }

  /** Plans once. */
  public static ComparisonPiece of(PlanCell plan) {
    return new ComparisonPiece(ofCell(plan.cell()), null, plan, null);
  }

  /** Searches. */
  public static ComparisonPiece of(int cell, HpoRequest search) {
    return new ComparisonPiece(ofCell(cell), null, null, search);
  }

  /** Number of the piece of a cell. */
  public static int ofCell(int cell) {
    return cell + 1;
  }

  /** The cell of a piece that is no calibration. */
  public static int cellOf(int number) {
    return number - 1;
  }
}
