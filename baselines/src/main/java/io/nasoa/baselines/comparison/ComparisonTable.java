package io.nasoa.baselines.comparison;

import java.util.ArrayList;
import java.util.List;

/** The results of a comparison as the rows of its CSV files. Columns are only added, at the end. */
public final class ComparisonTable {
  /** One row for each cell. */
  public static final List<String> CELLS =
      List.of(
          "group",
          "role",
          "task",
          "whole",
          "informative",
          "limit",
          "seed",
          "method",
          "arm",
          "testAccuracy",
          "costSeconds",
          "wallSeconds",
          "processorSeconds",
          "cap");

  /** One row for each step of a search's curve. */
  public static final List<String> CURVES =
      List.of(
          "group",
          "task",
          "limit",
          "seed",
          "method",
          "step",
          "spentSeconds",
          "spentWallSeconds",
          "testAccuracy");

  private ComparisonTable() {}

  /** The rows of {@link #CELLS}, in the order of the results. */
  public static List<List<String>> cells(List<CellResult> results) {
    return results.stream().map(ComparisonTable::cell).toList();
  }

  private static List<String> cell(CellResult result) {
    return List.of(
        result.group(),
        result.role().name(),
        result.task(),
        result.whole() ? "1" : "0",
        result.informative() ? "1" : "0",
        Double.toString(result.limit()),
        Integer.toString(result.seed()),
        result.arm().method().label(),
        result.arm().label(),
        Double.toString(result.test()),
        Double.toString(result.cost().referenceSeconds()),
        Double.toString(result.cost().wallSeconds()),
        Double.toString(result.processorSeconds()),
        Double.toString(result.cap()));
  }

  /** The rows of {@link #CURVES}, in the order of the results and steps. */
  public static List<List<String>> curves(List<CellResult> results) {
    List<List<String>> rows = new ArrayList<>();
    for (CellResult result : results) {
      for (int step = 0; step < result.curve().size(); step++) {
        rows.add(step(result, step));
      }
    }
    return rows;
  }

  private static List<String> step(CellResult result, int number) {
    CellResult.CurveStep step = result.curve().get(number);
    return List.of(
        result.group(),
        result.task(),
        Double.toString(result.limit()),
        Integer.toString(result.seed()),
        result.arm().label(),
        Integer.toString(number),
        Double.toString(step.spent().referenceSeconds()),
        Double.toString(step.spent().wallSeconds()),
        Double.toString(step.test()));
  }
}
