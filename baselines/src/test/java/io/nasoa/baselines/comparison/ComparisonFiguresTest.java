package io.nasoa.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.baselines.comparison.CellResult.Cost;
import io.nasoa.baselines.comparison.CellResult.CurveStep;
import io.nasoa.zoo.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonFiguresTest {
  private final List<CellResult> results = new ArrayList<>();

  private void add(
      String group, int seed, ComparedMethod method, double test, double cost, CurveStep... curve) {
    results.add(
        new CellResult(
            group,
            TaskGroup.Role.REPORT,
            group + "-data",
            true,
            false,
            10,
            method.isSearch() ? 9 : 1,
            seed,
            new Arm(method, null),
            test,
            new Cost(cost, 2 * cost),
            1800,
            List.of(curve)));
  }

  private static CurveStep step(double seconds, double test) {
    return new CurveStep(new Cost(seconds, seconds), test);
  }

  private ComparisonFigures figures() {
    return ComparisonFigures.of(results, OptionalDouble.of(600));
  }

  private MethodStanding standing(String arm) {
    return figures().standings().stream()
        .filter(it -> it.segment().equals("all") && it.arm().equals(arm))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accuracies_areMeansOfSeedsWithIntervalsOfSeveral() {
    add("a", 0, ComparedMethod.NASOA, .7, 9);
    add("a", 1, ComparedMethod.NASOA, .8, 9);
    add("a", 0, ComparedMethod.ONE, .6, 9);
    List<TaskAccuracy> found = figures().accuracies();
    assertThat(found).extracting(TaskAccuracy::arm).containsExactly("nasoa", "one");
    assertThat(found.get(0).test()).isCloseTo(75, within(1e-9));
    assertThat(found.get(0).seeds()).isEqualTo(2);
    assertThat(found.get(0).interval())
        .satisfies(
            it -> {
              assertThat(it.lower()).isCloseTo(70, within(1e-9));
              assertThat(it.upper()).isCloseTo(80, within(1e-9));
            });
    assertThat(found.get(1).interval()).isNull();
  }

  @Test
  void regret_isToTheBestOfTheSameCost_behindToTheBestOfAny() {
    add("a", 0, ComparedMethod.NASOA, .70, 9);
    add("a", 0, ComparedMethod.ONE, .65, 9);
    add("a", 0, ComparedMethod.BOHB, .9, 80, step(10, .75), step(30, .6), step(80, .9));
    assertThat(standing("nasoa").regret()).satisfies(it -> near(it.mean(), 5));
    near(standing("nasoa").behind().mean(), 20);
    assertThat(standing("one").regret()).satisfies(it -> near(it.mean(), 10));
    assertThat(standing("bohb").regret()).isNull();
    near(standing("bohb").behind().mean(), 0);
  }

  private static void near(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(1e-9));
  }

  /** A group with many cells counts as much as one with few. */
  @Test
  void standings_countGroupsAlike() {
    add("a", 0, ComparedMethod.NASOA, .4, 9);
    add("a", 1, ComparedMethod.NASOA, .4, 9);
    add("a", 2, ComparedMethod.NASOA, .4, 9);
    add("b", 0, ComparedMethod.NASOA, .8, 9);
    near(standing("nasoa").test().mean(), 60);
    assertThat(standing("nasoa").cells()).isEqualTo(4);
  }

  @Test
  void spending_countsWhatCostMoreThanItsLimit() {
    add("a", 0, ComparedMethod.NASOA, .7, 9);
    add("b", 0, ComparedMethod.NASOA, .7, 12);
    add("a", 0, ComparedMethod.RANDOM, .7, 90, step(90, .7));
    List<MethodSpending> spending = figures().spending();
    assertThat(spending.get(0))
        .isEqualTo(new MethodSpending("nasoa", 2, 21, 42, 1, 2, 1, 12 / 10.0 - 1));
    assertThat(spending.get(1).limited()).isZero();
    assertThat(spending.get(1).missed()).isZero();
  }

  @Test
  void curves_beginWhereEverySearchHasFoundSomething() {
    add("a", 0, ComparedMethod.NASOA, .7, 9);
    add("a", 0, ComparedMethod.BOHB, .8, 80, step(5, .5), step(40, .8));
    add("b", 0, ComparedMethod.BOHB, .6, 80, step(20, .6));
    List<AnytimeFigure> curves = figures().curves();
    assertThat(curves).extracting(AnytimeFigure::name).containsExactly("all groups", "a", "b");
    List<AnytimeFigure.Mark> all = curves.get(0).curves().get(0).points();
    assertThat(all.get(0).cost()).isBetween(2.0, 2.2);
    near(all.get(0).test(), 55);
    near(all.get(all.size() - 1).test(), 70);
    near(all.get(all.size() - 1).cost(), 9);
    assertThat(curves.get(0).plans()).hasSize(1);
    near(curves.get(0).plans().get(0).cost(), .9);
    assertThat(curves.get(1).curves().get(0).points().get(0).cost()).isLessThan(.6);
  }

  @Test
  void breakEven_isWhatWasSpentBeforeOverWhatIsSaved() {
    add("a", 0, ComparedMethod.NASOA, .7, 10);
    add("a", 0, ComparedMethod.BOHB, .8, 80, step(40, .8));
    assertThat(figures().breakEvens())
        .filteredOn(it -> it.segment().equals("report"))
        .singleElement()
        .satisfies(it -> assertThat(it.tasks()).isCloseTo(20, within(1e-6)));
    assertThat(ComparisonFigures.of(results, OptionalDouble.empty()).breakEvens()).isEmpty();
  }

  @Test
  void nothing_hasNoFigures() {
    assertThat(figures())
        .isEqualTo(
            new ComparisonFigures(
                List.of(),
                List.of(),
                new ComparisonClaims(List.of(), List.of()),
                List.of(),
                List.of(),
                List.of()));
  }
}
