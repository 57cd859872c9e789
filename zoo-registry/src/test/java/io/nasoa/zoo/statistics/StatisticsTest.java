package io.nasoa.zoo.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {

  @Test
  void signFlip_allOfOneSign_isTwoOfAllSigns() {
    assertThat(SignFlipTest.pValue(new double[] {1, 2, 3, 4, 5}, 0)).isEqualTo(2 / 32.0);
    assertThat(SignFlipTest.pValue(new double[] {-1, -2, -3}, 0)).isEqualTo(2 / 8.0);
    assertThat(SignFlipTest.pValue(new double[] {0, 0}, 0)).isEqualTo(1);
  }

  @Test
  void signFlip_mixedSigns_isCountedByHand() {
    // Sums of +-1 +-2 +-4 are all different: 5 = -(-5) and 7 = -(-7) are at least as far as 5.
    assertThat(SignFlipTest.pValue(new double[] {-1, 2, 4}, 0)).isEqualTo(4 / 8.0);
  }

  @Test
  void signFlip_ofRoundedTenths_countsEqualSums() {
    // .1 + .2 and .3 are equal sums that differ in the last bit.
    assertThat(SignFlipTest.pValue(new double[] {.1, .2, -.3}, 0)).isEqualTo(1);
  }

  @Test
  void signFlip_drawnSigns_agreeWithAllSigns() {
    SplittableRandom random = new SplittableRandom(5);
    double[] many = random.doubles(24, -1, 1.5).toArray();
    double[] andZero = new double[25];
    System.arraycopy(many, 0, andZero, 0, 24);
    // A difference of zero changes no sum, so that the 25 have the p value of the 24.
    assertThat(SignFlipTest.pValue(andZero, 1))
        .isCloseTo(SignFlipTest.pValue(many, 1), within(.002));
  }

  @Test
  void signFlip_underNoDifference_isAtMostItsLevel() {
    SplittableRandom random = new SplittableRandom(9);
    int below = 0;
    for (int trial = 0; trial < 2000; trial++) {
      double[] noise = random.doubles(10, -1, 1).toArray();
      below += SignFlipTest.pValue(noise, trial) <= .05 ? 1 : 0;
    }
    assertThat(below / 2000.0).isBetween(.035, .065);
  }

  @Test
  void holm_ofFour_isWorkedByHand() {
    double[] corrected = Holm.correct(new double[] {.01, .04, .03, .005});
    assertThat(corrected).containsExactly(new double[] {.03, .06, .06, .02}, within(1e-12));
  }

  @Test
  void holm_neverAboveOne_andRefusesWhatIsNoProbability() {
    assertThat(Holm.correct(new double[] {.9, .8})).containsExactly(1, 1);
    assertThatThrownBy(() -> Holm.correct(new double[] {Double.NaN}))
        .hasMessageContaining("not between 0 and 1");
  }

  @Test
  void summary_countsGroupsNotRuns() {
    List<PairedDifference> runs = new ArrayList<>();
    for (int seed = 0; seed < 50; seed++) {
      runs.add(new PairedDifference("many", "full", "12", seed, 4));
    }
    runs.add(new PairedDifference("few", "full", "12", 0, -2));
    runs.add(new PairedDifference("even", "full", "12", 0, .5));
    PairedSummary summary = PairedSummary.of(runs, 0);
    assertThat(summary.mean()).isCloseTo(2.5 / 3, within(1e-12));
    assertThat(List.of(summary.wins(), summary.ties(), summary.losses())).containsExactly(1, 1, 1);
  }

  @Test
  void summary_ofUnevenCells_isTheMeanOverCellsAndSeeds() {
    PairedSummary summary =
        PairedSummary.of(
            List.of(
                new PairedDifference("g", "full", "4", 0, 1),
                new PairedDifference("g", "full", "12", 0, 2),
                new PairedDifference("g", "small", "12", 0, 6)),
            0);
    assertThat(summary.groups()).containsExactly(java.util.Map.entry("g", 3.0));
  }

  @Test
  void summary_inAnyOrder_isTheSame() {
    List<PairedDifference> runs = drawn(3, 8, 2, 3, 1);
    PairedSummary first = PairedSummary.of(runs, 7);
    Collections.shuffle(runs, new Random(1));
    assertThat(PairedSummary.of(runs, 7)).isEqualTo(first);
    assertThat(PairedSummary.of(runs, 8).interval()).isNotEqualTo(first.interval());
  }

  @Test
  void summary_givenTwice_isRefused() {
    PairedDifference one = new PairedDifference("g", "t", "4", 1, .5);
    assertThatThrownBy(() -> PairedSummary.of(List.of(one, one), 0))
        .hasMessage("group g, task t, cell 4, seed 1 is given twice");
    assertThatThrownBy(() -> PairedSummary.of(List.of(), 0)).hasMessage("no differences given");
    assertThatThrownBy(() -> new PairedDifference("g", "t", "4", 1, Double.NaN))
        .hasMessageContaining("seed 1 is NaN");
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 22})
  void interval_overManyExperiments_holdsTheTruthAboutAsOftenAsItSays(int groups) {
    int held = 0;
    for (int trial = 0; trial < 150; trial++) {
      DifferenceTree tree = DifferenceTree.of(drawn(trial, groups, 2, 3, 1));
      Interval interval = HierarchicalBootstrap.interval(tree, 500, .95, trial);
      held += interval.lower() <= 1 && 1 <= interval.upper() ? 1 : 0;
    }
    // A bootstrap of few units is a little narrow; drawing seeds and tasks too widens it.
    assertThat(held / 150.0).isBetween(.88, .995);
  }

  @Test
  void interval_whenRunsOfAGroupAgree_isAsWideAsTheGroupsSay() {
    List<PairedDifference> runs = new ArrayList<>();
    for (int seed = 0; seed < 200; seed++) {
      runs.add(new PairedDifference("a", "t", "4", seed, 10));
      runs.add(new PairedDifference("b", "t", "4", seed, -10));
    }
    assertThat(PairedSummary.of(runs, 0).interval()).isEqualTo(new Interval(-10, 10));
  }

  /** Groups differ by a standard deviation of 2 about the truth, runs by 1 about their group. */
  private static List<PairedDifference> drawn(
      long seed, int groups, int tasks, int seeds, double truth) {
    Random random = new Random(seed);
    List<PairedDifference> runs = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      double group = truth + 2 * random.nextGaussian();
      for (int t = 0; t < tasks; t++) {
        for (int s = 0; s < seeds; s++) {
          runs.add(new PairedDifference("g" + g, "t" + t, "12", s, group + random.nextGaussian()));
        }
      }
    }
    return runs;
  }
}
