package io.nasoa.worker.report;

import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.baselines.comparison.ComparisonFigures;
import io.nasoa.workflows.comparison.ComparisonStatus;
import java.util.List;

/**
 * What a report tells of one comparison.
 *
 * @param status where it stands
 * @param cells those that have an accuracy
 * @param figures what they come to
 * @param told whether it is known which cells are informative
 */
public record ReportedComparison(
    ComparisonStatus status, List<CellResult> cells, ComparisonFigures figures, boolean told) {
  public ReportedComparison {
    cells = List.copyOf(cells);
  }
}
