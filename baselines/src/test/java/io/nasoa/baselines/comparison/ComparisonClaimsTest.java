package io.nasoa.baselines.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.nasoa.baselines.comparison.CellResult.Cost;
import io.nasoa.baselines.comparison.CellResult.CurveStep;
import io.nasoa.zoo.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonClaimsTest {
  private static final double CAP = 81;

  private final List<CellResult> results = new ArrayList<>();

  private void add(String group, int seed, Arm arm, double test, List<CurveStep> curve) {
    TaskGroup.Role role = group.equals("dev") ? TaskGroup.Role.DEV : TaskGroup.Role.REPORT;
    results.add(
        new CellResult(
            group,
            role,
            group + "-data",
            true,
            !group.equals("easy"),
            12,
            arm.method().isSearch() ? CAP : 1,
            seed,
            arm,
            test,
            new Cost(10, 20),
            5,
            curve));
  }

  private void plan(String group, int seed, ComparedMethod method, double test) {
    add(group, seed, new Arm(method, null), test, List.of());
  }

  private void search(String group, int seed, ComparedMethod method, CurveStep... curve) {
    add(group, seed, new Arm(method, null), curve[curve.length - 1].test(), List.of(curve));
  }

  private static CurveStep step(double seconds, double test) {
    return new CurveStep(new Cost(seconds, 3 * seconds), test);
  }

  private ComparedClaim claim(String claim, String segment) {
    return ComparisonClaims.of(results, CAP).accuracies().stream()
        .filter(it -> it.claim().equals(claim) && it.segment().equals(segment))
        .findFirst()
        .orElseThrow();
  }

  private CostClaim cost(String search, String segment, boolean overhead) {
    return ComparisonClaims.of(results, CAP).costs().stream()
        .filter(it -> it.search().equals(search) && it.segment().equals(segment))
        .filter(it -> it.overhead() == overhead)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void accuracies_rivals_areTheBestOfACellInHindsight() {
    for (int seed = 0; seed < 2; seed++) {
      plan("flowers", seed, ComparedMethod.NASOA, .8);
      add("flowers", seed, new Arm(ComparedMethod.RIVALS, "one"), .7 + .05 * seed, List.of());
      add("flowers", seed, new Arm(ComparedMethod.RIVALS, "two"), .75 - .05 * seed, List.of());
      plan("flowers", seed, ComparedMethod.FIXED, .82);
    }
    assertThat(claim("A", "all").difference().mean()).isCloseTo(5, within(1e-9));
    assertThat(claim("A", "all").cells()).isEqualTo(1);
    assertThat(claim("B", "all").difference().mean()).isCloseTo(-2, within(1e-9));
    assertThat(ComparisonClaims.of(results, CAP).accuracies())
        .extracting(ComparedClaim::claim)
        .doesNotContain("C");
  }

  @Test
  void accuracies_segments_areKeptApart() {
    for (String group : List.of("flowers", "easy", "dev")) {
      plan(group, 0, ComparedMethod.NASOA, group.equals("easy") ? .9 : .8);
      plan(group, 0, ComparedMethod.ONE, .7);
    }
    assertThat(claim("C", "report-informative").difference().groups()).containsOnlyKeys("flowers");
    assertThat(claim("C", "report").difference().groups()).containsOnlyKeys("flowers", "easy");
    assertThat(claim("C", "dev").difference().groups()).containsOnlyKeys("dev");
    assertThat(claim("C", "all").difference().mean()).isCloseTo(40 / 3.0, within(1e-9));
  }

  @Test
  void accuracies_cellsOfOneSideOnly_areLeftOut() {
    plan("flowers", 0, ComparedMethod.NASOA, .8);
    plan("flowers", 1, ComparedMethod.NASOA, .1);
    plan("flowers", 0, ComparedMethod.ONE, .7);
    plan("other", 0, ComparedMethod.ONE, .7);
    assertThat(claim("C", "all").difference().mean()).isCloseTo(10, within(1e-9));
  }

  @Test
  void costs_areRatiosToThePlansOfAllSeeds() {
    plan("flowers", 0, ComparedMethod.NASOA, .78);
    plan("flowers", 1, ComparedMethod.NASOA, .82);
    search("flowers", 0, ComparedMethod.BOHB, step(30, .5), step(90, .8));
    search("flowers", 1, ComparedMethod.BOHB, step(40, .85));
    search("flowers", 0, ComparedMethod.ASHA, step(30, .5));
    CostRatios ratios = cost("bohb", "report-informative", false).ratios();
    assertThat(ratios.mean()).isCloseTo(6, within(1e-9));
    assertThat(ratios.censored()).isZero();
    assertThat(cost("bohb", "report", true).ratios().mean()).isCloseTo(9, within(1e-9));
    assertThat(cost("asha", "all", false).ratios().groups())
        .containsExactly(new CostRatio("flowers", CAP, true, 10));
  }

  /** One of two seeds never got there: the group's ratio is a lower bound. */
  @Test
  void costs_oneSeedCensored_theGroupIs() {
    plan("flowers", 0, ComparedMethod.NASOA, .8);
    search("flowers", 0, ComparedMethod.BOHB, step(10, .8));
    search("flowers", 1, ComparedMethod.BOHB, step(10, .2));
    CostRatio ratio = cost("bohb", "all", false).ratios().groups().get(0);
    assertThat(ratio.censored()).isTrue();
    assertThat(ratio.ratio()).isCloseTo(9, within(1e-9));
  }

  @Test
  void corrected_pValues_areOfTheClaimsTogether() {
    for (String group : List.of("a", "b", "c", "d", "e", "f")) {
      plan(group, 0, ComparedMethod.NASOA, .8);
      plan(group, 0, ComparedMethod.ONE, .7);
      search(group, 0, ComparedMethod.BOHB, step(200, .8));
      search(group, 0, ComparedMethod.RANDOM, step(200, .8));
    }
    ComparedClaim accuracy = claim("C", "report");
    assertThat(accuracy.difference().pValue()).isEqualTo(2 / 64.0);
    assertThat(accuracy.corrected()).isEqualTo(4 / 64.0);
    assertThat(cost("bohb", "report", false).corrected()).isEqualTo(4 / 64.0);
    assertThat(cost("random", "report", false).corrected()).isEqualTo(2 / 64.0);
    assertThat(ComparisonClaims.of(results, CAP)).isEqualTo(ComparisonClaims.of(results, CAP));
  }

  @Test
  void tables_haveTheirColumns() {
    plan("flowers", 0, ComparedMethod.NASOA, .8);
    search("flowers", 0, ComparedMethod.BOHB, step(30, .5), step(90, .8));
    assertThat(ComparisonTable.cells(results))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(ComparisonTable.CELLS));
    assertThat(ComparisonTable.curves(results))
        .hasSize(2)
        .allSatisfy(row -> assertThat(row).hasSameSizeAs(ComparisonTable.CURVES));
    assertThat(ComparisonTable.curves(results).get(1))
        .containsExactly(
            "flowers", "flowers-data", "12.0", "0", "bohb", "1", "90.0", "270.0", "0.8");
  }

  @Test
  void nothing_hasNoClaims() {
    assertThat(ComparisonClaims.of(List.of(), CAP))
        .isEqualTo(new ComparisonClaims(List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan("flowers", 0, ComparedMethod.NASOA, 1.2));
  }
}
