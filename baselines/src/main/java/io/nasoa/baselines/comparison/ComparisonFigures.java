package io.nasoa.baselines.comparison;

import java.util.List;
import java.util.OptionalDouble;

/**
 * All that is reported of a comparison, however far it is.
 *
 * @param accuracies on each task
 * @param standings over all tasks, segment by segment
 * @param claims A to D
 * @param breakEvens of D in reference seconds; empty when it is not known what came before
 * @param curves accuracy for cost on whole tasks
 * @param spending of each arm
 */
public record ComparisonFigures(
    List<TaskAccuracy> accuracies,
    List<MethodStanding> standings,
    ComparisonClaims claims,
    List<BreakEven> breakEvens,
    List<AnytimeFigure> curves,
    List<MethodSpending> spending) {
  public ComparisonFigures {
    accuracies = List.copyOf(accuracies);
    standings = List.copyOf(standings);
    breakEvens = List.copyOf(breakEvens);
    curves = List.copyOf(curves);
    spending = List.copyOf(spending);
  }

  /**
   * The figures; the same results give the same.
   *
   * @param preparationSeconds of searching and pretraining the zoo and of its first experience
   */
  public static ComparisonFigures of(List<CellResult> results, OptionalDouble preparationSeconds) {
    double cap = results.stream().mapToDouble(CellResult::cap).max().orElse(1);
    ComparisonClaims claims = ComparisonClaims.of(results, cap);
    List<BreakEven> breakEvens =
        preparationSeconds.isEmpty()
            ? List.of()
            : claims.costs().stream()
                .filter(claim -> !claim.overhead())
                .map(claim -> BreakEven.of(claim, preparationSeconds.getAsDouble()))
                .toList();
    return new ComparisonFigures(
        TaskAccuracy.of(results),
        MethodStanding.of(results),
        claims,
        breakEvens,
        AnytimeFigure.of(results, cap),
        MethodSpending.of(results));
  }
}
