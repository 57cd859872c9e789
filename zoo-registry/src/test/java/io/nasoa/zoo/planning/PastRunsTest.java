package io.nasoa.zoo.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nasoa.zoo.regime.Configuration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastRunsTest {
  private static final Configuration A = PlanFixture.SPACE.defaults("small");
  private static final Configuration B = PlanFixture.SPACE.defaults("middle");
  private static final Configuration C = PlanFixture.SPACE.defaults("large");

  private static PastRun run(String task, double feature, double limit, Configuration c, double z) {
    return new PastRun(task.substring(0, 1), task, List.of(feature, Double.NaN), limit, c, z);
  }

  /** Data set p has two tasks, q and r have one; C ran on p only. */
  private static final PastRuns RUNS =
      new PastRuns(
          List.of(
              run("p1", 1, 12, A, 1),
              run("p1", 1, 12, B, 2),
              run("p1", 1, 12, C, 9),
              run("p2", 2, 12, A, 1),
              run("p2", 2, 12, B, 2),
              run("q", 5, 12, A, 4),
              run("q", 5, 12, B, 3),
              run("r", 9, 12, A, 3),
              run("r", 9, 12, B, 1),
              run("r", 9, 36, B, 3),
              run("r", 9, 36, A, 1)));

  @Test
  void portfolioOfOne_countsDataSetsAlikeAndNeedsHalfOfThem() {
    // Leads of A: -1.75 on p (tasks -3 and -0.5), 0.5 on q, 1 on r; of B: -0.75, -0.5, -1.
    assertThat(RUNS.portfolioOfOne(12)).contains(A);
    // Without r: A -1.75 and 0.5, B -0.75 and -0.5; C ran on one of two.
    assertThat(RUNS.without("r").portfolioOfOne(12)).contains(C);
    assertThat(RUNS.without("p").portfolioOfOne(12)).contains(A);
  }

  @Test
  void portfolioOfOne_amongSome_countsLeadsOverAll() {
    assertThat(RUNS.portfolioOfOne(12, B::equals)).contains(B);
    assertThat(RUNS.portfolioOfOne(12, C::equals)).as("ran on one of three").isEmpty();
    assertThat(RUNS.among(B::equals).nearestTasks(List.of(1.6, 7.0), 12, 3))
        .isNotEmpty()
        .allMatch(near -> near.best().configuration().equals(B));
  }

  @Test
  void portfolioOfOne_looksAtTheNearestLimit() {
    assertThat(RUNS.portfolioOfOne(25)).contains(B);
    assertThat(RUNS.portfolioOfOne(600)).contains(B);
    assertThat(RUNS.portfolioOfOne(1)).contains(A);
    assertThat(new PastRuns(List.of()).portfolioOfOne(12)).isEmpty();
  }

  @Test
  void portfolioOfOne_tasksOfOneRun_areNoEvidence() {
    PastRun alone = run("s", 3, 100, C, 9);
    assertThat(new PastRuns(List.of(alone)).portfolioOfOne(100)).isEmpty();
    PastRuns both = new PastRuns(List.of(alone, run("q", 5, 12, A, 4), run("q", 5, 12, B, 3)));
    assertThat(both.portfolioOfOne(100)).contains(A);
  }

  @Test
  void nearestTasks_areInTheOrderOfTheirDistance() {
    assertThat(RUNS.nearestTasks(List.of(1.6, 7.0), 12, 3))
        .extracting(near -> near.best().task())
        .containsExactly("p2", "p1", "q");
  }

  @Test
  void bestOfNearestTask_isByKnownFeatures() {
    assertThat(RUNS.bestOfNearestTask(List.of(1.4, 7.0), 12).orElseThrow().configuration())
        .isEqualTo(C);
    assertThat(RUNS.bestOfNearestTask(List.of(1.6, 7.0), 12).orElseThrow().task()).isEqualTo("p2");
    assertThat(RUNS.bestOfNearestTask(List.of(6.0, 7.0), 12).orElseThrow().configuration())
        .isEqualTo(A);
    assertThat(RUNS.without("p").bestOfNearestTask(List.of(1.4, 7.0), 12).orElseThrow().task())
        .isEqualTo("q");
    assertThat(RUNS.bestOfNearestTask(List.of(Double.NaN, 7.0), 12)).isEmpty();
  }

  @Test
  void newRun_noOutcome_isRefused() {
    assertThatThrownBy(() -> run("p1", 1, 12, A, Double.NaN))
        .hasMessage(
            "a past run of task 'p1' has the limit 12.0 s and the outcome NaN, expected one above 0"
                + " and a finite number");
  }

  @Test
  void bestOfNearestTask_otherFeatures_isRefused() {
    assertThatThrownBy(() -> RUNS.bestOfNearestTask(List.of(1.0), 12))
        .hasMessage("the task has 1 features, its past ones have 2");
    PastRun longer = new PastRun("s", "s", List.of(1.0), 12, A, 1);
    assertThatThrownBy(() -> new PastRuns(List.of(run("q", 5, 12, A, 4), longer)))
        .hasMessage("the past runs' tasks have [2, 1] features, expected equally many");
  }
}
