package io.nasoa.workflows.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.trial.Calibration;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What became of a {@link ComparisonPiece}.
 *
 * @param number the piece's
 * @param calibration of a calibration, else null
 * @param description what was found in the data before a choice, else null
 * @param planned a choice, else null
 * @param trial of a choice for which something fitted, else null
 * @param report of a trial that left weights, else null
 * @param search how a search ended that succeeded, else null
 * @param failure one sentence of a search that did not succeed, else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonOutcome(
    int number,
    @Nullable Calibration calibration,
    @Nullable TaskDescription description,
    @Nullable PlannedCell planned,
    @Nullable TrialOutcome trial,
    @Nullable ReportOutcome report,
    @Nullable HpoResult search,
    @Nullable String failure) {

  /** Of a calibration. */
  public static ComparisonOutcome of(int number, Calibration calibration) {
    return new ComparisonOutcome(number, calibration, null, null, null, null, null, null);
  }

  /** Of a search that succeeded. */
  public static ComparisonOutcome of(int number, HpoResult search) {
    return new ComparisonOutcome(number, null, null, null, null, null, search, null);
  }

  /** Of a search that did not. */
  public static ComparisonOutcome failed(int number, String sentence) {
    return new ComparisonOutcome(number, null, null, null, null, null, null, sentence);
  }
}
