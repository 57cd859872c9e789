package io.nasoa.activities.comparison;

import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.baselines.comparison.ComparisonCell;
import io.nasoa.baselines.comparison.ComparisonCells;
import io.nasoa.workflows.comparison.ComparisonEntry;
import io.nasoa.workflows.comparison.ComparisonEntry.CurvePoint;
import io.nasoa.workflows.comparison.ComparisonPiece;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonTask;
import io.nasoa.workflows.comparison.PlannedCell;
import io.nasoa.workflows.hpo.HpoResult;
import io.nasoa.workflows.trial.TrialCost;
import io.nasoa.workflows.trial.TrialOutcome;
import io.nasoa.zoo.task.SubTask;
import io.nasoa.zoo.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;

/** What the store holds of a comparison, as results: one for each cell that has an accuracy. */
public final class ComparisonResults {
  private ComparisonResults() {}

  /**
   * The results, in the order of the cells; of none it is known to be informative.
   *
   * @param entries what pieces gave, by their numbers
   * @param searched processor seconds of all evaluations of the search that a cell is
   */
  public static List<CellResult> of(
      ComparisonRequest request,
      SortedMap<Integer, ComparisonEntry> entries,
      ToDoubleFunction<ComparisonCell> searched) {
    ComparisonCells cells = ComparedCells.of(request);
    List<CellResult> results = new ArrayList<>();
    entries.forEach(
        (number, entry) -> {
          if (number != ComparisonPiece.CALIBRATION) {
            ComparisonCell cell = cells.cell(ComparisonPiece.cellOf(number));
            CellAccuracy.of(entry)
                .ifPresent(test -> results.add(result(request, cell, entry, test, searched)));
          }
        });
    return results;
  }

  private static CellResult result(
      ComparisonRequest request,
      ComparisonCell cell,
      ComparisonEntry entry,
      double test,
      ToDoubleFunction<ComparisonCell> searched) {
    ComparisonTask task = request.tasks().get(cell.task());
    SubTask subTask = SubTask.parse(task.task());
    return new CellResult(
        task.group(),
        TaskGroup.Role.valueOf(task.role()),
        subTask.name(),
        isWhole(subTask),
        false,
        cell.limit(),
        cell.arm().method().isSearch() ? request.cap() : 1,
        cell.seed(),
        cell.arm(),
        test,
        cost(entry),
        entry.outcome().search() == null ? processorSeconds(entry) : searched.applyAsDouble(cell),
        curve(entry));
  }

  /** Classes that are named make a task, those that are drawn a part of one. */
  private static boolean isWhole(SubTask task) {
    return task.classShare() == 1 && task.imagesPerClass() == 0 && task.imageShare() == 1;
  }

  private static double processorSeconds(ComparisonEntry entry) {
    TrialOutcome trial = entry.outcome().trial();
    return trial == null ? 0 : trial.cpuSeconds();
  }

  private static CellResult.Cost cost(ComparisonEntry entry) {
    HpoResult search = entry.outcome().search();
    if (search != null) {
      return new CellResult.Cost(search.status().spentSeconds(), search.status().activeSeconds());
    }
    PlannedCell planned = entry.outcome().planned();
    TrialOutcome trial = entry.outcome().trial();
    double before = planned == null ? 0 : planned.profileSeconds() + planned.planSeconds();
    TrialCost cost = trial == null ? null : trial.cost();
    return new CellResult.Cost(
        before + (cost == null ? 0 : cost.seconds()),
        before + (trial == null ? 0 : trial.wallSeconds()));
  }

  private static List<CellResult.CurveStep> curve(ComparisonEntry entry) {
    List<CellResult.CurveStep> steps = new ArrayList<>();
    for (CurvePoint point : entry.curve()) {
      Double test = point.testAccuracy();
      if (test != null) {
        CellResult.Cost spent = new CellResult.Cost(point.spentSeconds(), point.wallSeconds());
        steps.add(new CellResult.CurveStep(spent, test));
      }
    }
    return steps;
  }
}
