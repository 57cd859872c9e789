package io.nasoa.worker.report;

import io.nasoa.baselines.comparison.Arm;
import io.nasoa.baselines.comparison.CellResult;
import io.nasoa.baselines.comparison.CellResult.Cost;
import io.nasoa.baselines.comparison.CellResult.CurveStep;
import io.nasoa.baselines.comparison.ComparedMethod;
import io.nasoa.baselines.comparison.ComparisonFigures;
import io.nasoa.workflows.comparison.ComparisonStatus;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/** A comparison with made-up results: some groups, all kinds of methods, one evil name. */
final class ComparedCells {
  private static final double LIMIT = 12;
  private static final double CAP = 81;

  private final List<CellResult> cells = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(3);

  private ComparedCells() {}

  static ReportedComparison reported(boolean told) {
    ComparedCells made = new ComparedCells();
    List<String> groups = List.of("flowers", "scene15", "eurosat", "evil " + ReportTest.EVIL);
    for (String group : groups) {
      made.add(group, told);
    }
    return reported(made.cells, told);
  }

  static ReportedComparison reported(List<CellResult> cells, boolean told) {
    ComparisonStatus status =
        new ComparisonStatus(
            1, "c", 1, TaskState.RUNNING, 4, 60, cells.size(), 0, 1, 400, 900, 3600, 60.0);
    return new ReportedComparison(
        status, cells, ComparisonFigures.of(cells, OptionalDouble.of(36_000)), told);
  }

  private void add(String group, boolean told) {
    for (int seed = 0; seed < 3; seed++) {
      plan(group, seed, new Arm(ComparedMethod.NASOA, null), .8, told);
      plan(group, seed, new Arm(ComparedMethod.ONE, null), .76, told);
      plan(group, seed, new Arm(ComparedMethod.FIXED, null), .72, told);
      plan(group, seed, new Arm(ComparedMethod.RIVALS, "regnety-200m"), .7, told);
    }
    search(group, ComparedMethod.BOHB, .85, told);
    search(group, ComparedMethod.RANDOM, .75, told);
  }

  private void plan(String group, int seed, Arm arm, double test, boolean told) {
    double found = test + .05 * random.nextDouble();
    cell(group, seed, arm, told, found, new Cost(11.5, 30), List.of());
  }

  private void search(String group, ComparedMethod method, double most, boolean told) {
    List<CurveStep> curve = new ArrayList<>();
    for (double spent = 5; spent < LIMIT * CAP; spent *= 2) {
      double test = most - .4 * 5 / spent - .05 * random.nextDouble();
      curve.add(new CurveStep(new Cost(spent, 3 * spent), test));
    }
    double last = curve.get(curve.size() - 1).test();
    Cost cost = new Cost(LIMIT * CAP, 3 * LIMIT * CAP);
    cell(group, 0, new Arm(method, null), told, last, cost, curve);
  }

  private void cell(
      String group,
      int seed,
      Arm arm,
      boolean informative,
      double test,
      Cost cost,
      List<CurveStep> curve) {
    cells.add(
        new CellResult(
            group,
            group.equals("scene15") ? TaskGroup.Role.DEV : TaskGroup.Role.REPORT,
            group + "-data",
            true,
            informative,
            LIMIT,
            arm.method().isSearch() ? CAP : 1,
            seed,
            arm,
            test,
            cost,
            cost.referenceSeconds(),
            curve));
  }
}
