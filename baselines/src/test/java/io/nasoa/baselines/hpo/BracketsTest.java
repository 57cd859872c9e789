package io.nasoa.baselines.hpo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hyperband's rules, which BOHB shares. */
class BracketsTest {
  private static HpoMethod hyperband(int parallel) {
    HpoSettings settings = HpoSettings.of(HpoAlgorithm.HYPERBAND, 1, 9, 3).withLimit(3);
    return Play.method(settings.withParallel(parallel), 4);
  }

  private static List<Evaluation> of(List<Evaluation> all, int bracket, int level) {
    return all.stream().filter(e -> e.bracket() == bracket && e.level() == level).toList();
  }

  @Test
  void brackets_noCrashes_haveHyperbandsWidths() {
    HpoMethod method = hyperband(1);
    List<Evaluation> all = Play.sequentially(method, 1000, Play::clean);
    assertThat(method.finished()).isTrue();
    assertThat(of(all, 0, 0)).hasSize(9);
    assertThat(of(all, 0, 1)).hasSize(3);
    assertThat(of(all, 0, 2)).hasSize(1);
    assertThat(of(all, 1, 1)).hasSize(3);
    assertThat(of(all, 1, 2)).hasSize(1);
    assertThat(of(all, 2, 2)).hasSize(3);
    assertThat(all).hasSize(20);
  }

  @Test
  void promotion_isOfTheLowestLosses_inTheOrderOfTheirNumbers() {
    List<Evaluation> all = Play.sequentially(hyperband(1), 13, Play::clean);
    List<Integer> expected =
        all.subList(0, 9).stream()
            .sorted(Comparator.comparingDouble(Play::clean))
            .limit(3)
            .map(Evaluation::trial)
            .sorted()
            .toList();
    List<Evaluation> promoted = all.subList(9, 12);
    assertThat(promoted).extracting(Evaluation::trial).isEqualTo(expected);
    assertThat(promoted).extracting(Evaluation::budget).containsOnly(3.0);
    assertThat(promoted).extracting(Evaluation::earlierBudget).containsOnly(1.0);
  }

  @Test
  void promotion_equalLosses_isOfTheEarlier() {
    List<Evaluation> all = Play.sequentially(hyperband(1), 12, evaluation -> 1);
    assertThat(all.subList(9, 12)).extracting(Evaluation::trial).containsExactly(0, 1, 2);
  }

  @Test
  void crashes_shortRung_isFilledWithNewOnesAtTheHigherBudget() {
    HpoMethod method = hyperband(1);
    List<Evaluation> all =
        Play.sequentially(
            method, 13, evaluation -> evaluation.trial() == 4 ? 2 : Double.POSITIVE_INFINITY);
    List<Evaluation> second = of(all, 0, 1);
    assertThat(second).extracting(Evaluation::trial).containsExactly(4, 9, 10);
    assertThat(second).extracting(Evaluation::earlierBudget).containsExactly(1.0, 0.0, 0.0);
    assertThat(of(all, 0, 2)).extracting(Evaluation::trial).containsExactly(4);
    assertThat(method.trials().get(9).bracket()).isZero();
  }

  @Test
  void crashes_minusInfinity_isNoGoodLoss() {
    List<Evaluation> all =
        Play.sequentially(
            hyperband(1), 12, e -> e.trial() < 3 ? Double.NEGATIVE_INFINITY : e.trial());
    assertThat(of(all, 0, 1)).extracting(Evaluation::trial).containsExactly(3, 4, 5);
  }

  @Test
  void crashes_all_endAllTheSame() {
    HpoMethod method = hyperband(1);
    List<Evaluation> all = Play.sequentially(method, 1000, evaluation -> Double.NaN);
    assertThat(all).hasSize(20);
    assertThat(all).extracting(Evaluation::trial).doesNotHaveDuplicates();
    assertThat(method.finished()).isTrue();
    assertThat(method.incumbent()).isEmpty();
  }

  @Test
  void rung_waitsForTheWholeRungBelow_whileTheNextBracketBegins() {
    HpoMethod method = hyperband(12);
    for (int i = 0; i < 9; i++) {
      assertThat(method.ask().orElseThrow().bracket()).isZero();
    }
    for (int i = 0; i < 3; i++) {
      Evaluation next = method.ask().orElseThrow();
      assertThat(next.bracket()).isEqualTo(1);
      assertThat(next.level()).isEqualTo(1);
    }
    assertThat(method.ask()).isEmpty();
    for (int i = 8; i > 0; i--) {
      method.tell(i, i);
      assertThat(method.ask()).isEmpty();
    }
    method.tell(0, 0);
    // The 13th evaluation may know the first outcome only: the third bracket begins.
    Evaluation next = method.ask().orElseThrow();
    assertThat(next.bracket()).isEqualTo(2);
  }

  @Test
  void rung_done_goesOnBeforeLaterBrackets() {
    HpoMethod method = hyperband(4);
    List<Evaluation> all = Play.withWorkers(method, 2, 1000, 3);
    assertThat(all).hasSize(20);
    Optional<Evaluation> promotion =
        all.stream().filter(e -> e.bracket() == 0 && e.level() == 1).findFirst();
    assertThat(promotion.orElseThrow().number()).isBetween(9, 13);
    assertThat(method.finished()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void brackets_anyCrashesInParallel_haveTheirWidths(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    HpoSettings settings = HpoSettings.of(HpoAlgorithm.HYPERBAND, 1, 9, 3);
    HpoMethod method = Play.method(settings.withParallel(5).withLimit(6), seed);
    List<Evaluation> all = new ArrayList<>();
    List<Evaluation> running = new ArrayList<>();
    do {
      for (var next = method.ask(); next.isPresent(); next = method.ask()) {
        all.add(next.get());
        running.add(next.get());
      }
      Evaluation done = running.remove(random.nextInt(running.size()));
      method.tell(done.number(), random.nextInt(10) < 9 ? Double.NaN : random.nextDouble());
    } while (!method.finished());

    Rungs rungs = Rungs.of(settings);
    for (int bracket = 0; bracket < 6; bracket++) {
      for (int level = rungs.firstLevel(bracket); level < rungs.size(); level++) {
        assertThat(of(all, bracket, level)).hasSize(rungs.width(bracket, level));
      }
    }
    assertThat(all).hasSize(40);
    // What there is to show: places filled in a bracket after a later one had begun.
    assertThat(all.stream().anyMatch(e -> lateFill(e, all))).isTrue();
  }

  private static boolean lateFill(Evaluation fill, List<Evaluation> all) {
    return fill.earlierBudget() == 0
        && all.subList(0, fill.number()).stream().anyMatch(e -> e.bracket() > fill.bracket());
  }
}
