package io.nasoa.activities.comparison;

import io.nasoa.baselines.comparison.Arm;
import io.nasoa.baselines.comparison.ComparedMethod;
import io.nasoa.baselines.comparison.ComparisonCell;
import io.nasoa.baselines.comparison.ComparisonCells;
import io.nasoa.workflows.comparison.ComparisonRequest;
import io.nasoa.workflows.comparison.ComparisonTask;
import java.util.List;

/** The cells of a request, and what they are called elsewhere. */
public final class ComparedCells {
  private ComparedCells() {}

  /** Everything that a request asks for. */
  public static ComparisonCells of(ComparisonRequest request) {
    return new ComparisonCells(
        request.tasks().stream().map(ComparisonTask::group).toList(),
        arms(request),
        request.limits(),
        request.seeds(),
        request.planSeeds());
  }

  private static List<Arm> arms(ComparisonRequest request) {
    List<ComparedMethod> methods =
        request.methods().stream()
            .map(
                label ->
                    ComparedMethod.of(label)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "there is no method '%s', expected one of %s"
                                        .formatted(label, ComparedMethod.labels()))))
            .toList();
    return Arm.of(methods, request.rivals());
  }

  /** Id of the search that a cell is. */
  public static String searchId(String comparisonId, ComparisonCell cell) {
    return "%s-%d".formatted(comparisonId, cell.number());
  }

  /** Name of a comparison's directory among those of runs with trials. */
  static String work(String comparisonId) {
    return "comparison-" + comparisonId;
  }

  /** The same for one cell; no id has such a sign in it. */
  static String work(String comparisonId, int cell) {
    return "%s+%d".formatted(work(comparisonId), cell);
  }

  /** What splits, heads, orders and draws of a cell hang on. */
  static long seed(ComparisonRequest request, ComparisonCell cell) {
    return request.firstSeed() + cell.seed();
  }
}
