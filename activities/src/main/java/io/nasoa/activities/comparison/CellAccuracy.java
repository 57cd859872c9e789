package io.nasoa.activities.comparison;

import io.nasoa.workflows.comparison.ComparisonEntry;
import io.nasoa.workflows.comparison.ComparisonEntry.CurvePoint;
import io.nasoa.workflows.comparison.ComparisonOutcome;
import io.nasoa.workflows.comparison.PlannedCell;
import io.nasoa.workflows.trial.ReportOutcome;
import io.nasoa.workflows.trial.TaskDescription;
import io.nasoa.workflows.trial.TrialOutcome;
import java.util.Optional;

/** What a cell is worth on TEST. */
final class CellAccuracy {
  private CellAccuracy() {}

  /**
   * The accuracy, 0 to 1: of a search that of its last incumbent; that of chance for a trial that
   * diverged and for a choice for which nothing fitted.
   *
   * @return empty for what failed for a reason of its own, and for a calibration
   */
  static Optional<Double> of(ComparisonEntry entry) {
    ComparisonOutcome outcome = entry.outcome();
    PlannedCell planned = outcome.planned();
    TaskDescription description = outcome.description();
    if (planned == null || description == null) {
      return entry.curve().stream().reduce((older, newer) -> newer).map(CurvePoint::testAccuracy);
    }
    TrialOutcome trial = outcome.trial();
    if (planned.trial() == null || (trial != null && trial.diverged())) {
      return Optional.of(1.0 / description.classes());
    }
    ReportOutcome report = outcome.report();
    return report == null ? Optional.empty() : Optional.ofNullable(report.testAccuracy());
  }
}
