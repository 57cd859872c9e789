package io.nasoa.baselines.hpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.baselines.hpo.space.Point;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What holds for all methods. */
class HpoMethodTest {
  private static HpoSettings settings(HpoAlgorithm algorithm) {
    return HpoSettings.of(algorithm, 1, 27, 3);
  }

  @ParameterizedTest
  @EnumSource(value = HpoAlgorithm.class, mode = Mode.EXCLUDE, names = "GIVEN")
  void state_rereadAtEveryStep_goesOnTheSame(HpoAlgorithm algorithm) {
    HpoSettings settings = settings(algorithm).withParallel(3);
    List<Evaluation> expected = Play.withWorkers(Play.method(settings, 5), 3, 150, 1);

    HpoMethod method = Play.method(settings, 5);
    List<Evaluation> evaluations = new ArrayList<>();
    List<Evaluation> running = new ArrayList<>();
    while (evaluations.size() < 150 || !running.isEmpty()) {
      method = Play.reread(method);
      Optional<Evaluation> next =
          evaluations.size() < 150 ? method.ask() : Optional.<Evaluation>empty();
      method = Play.reread(method);
      next.ifPresent(evaluations::add);
      next.ifPresent(running::add);
      assertThat(method.pending()).isEqualTo(running);
      if (next.isEmpty()) {
        Evaluation done = running.remove(running.size() / 2);
        method.tell(done.number(), Play.loss(done));
      }
    }
    assertThat(evaluations).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "BOHB, 4, 1",
    "BOHB, 4, 2",
    "BOHB, 4, 3",
    "BOHB, 4, 9",
    "HYPERBAND, 6, 1",
    "HYPERBAND, 6, 6",
    "ASHA, 5, 2",
    "ASHA, 5, 5",
    "RANDOM, 3, 2",
    "BOHB, 1, 4"
  })
  void outcomes_anyWorkersInAnyOrder_giveTheSame(
      HpoAlgorithm algorithm, int parallel, int workers) {
    HpoSettings settings = settings(algorithm).withParallel(parallel);
    HpoMethod one = Play.method(settings, 9);
    HpoMethod many = Play.method(settings, 9);
    List<Evaluation> expected = Play.withWorkers(one, 1, 200, 0);
    assertThat(expected).hasSize(200);
    for (long seed = 1; seed <= 3; seed++) {
      HpoMethod again = Play.method(settings, 9);
      assertThat(Play.withWorkers(again, workers, 200, seed)).isEqualTo(expected);
      many = again;
    }
    assertThat(many.runs()).isEqualTo(one.runs());
    assertThat(many.incumbent()).isEqualTo(one.incumbent());
  }

  @ParameterizedTest
  @EnumSource(value = HpoAlgorithm.class, mode = Mode.EXCLUDE, names = "GIVEN")
  void ask_otherSeed_givesOtherPoints(HpoAlgorithm algorithm) {
    List<Evaluation> one = Play.sequentially(Play.method(settings(algorithm), 1), 20, Play::clean);
    List<Evaluation> two = Play.sequentially(Play.method(settings(algorithm), 2), 20, Play::clean);
    HashSet<Point> points = new HashSet<>();
    one.forEach(evaluation -> points.add(evaluation.point()));
    assertThat(two).extracting(Evaluation::point).doesNotContainAnyElementsOf(points);
  }

  @ParameterizedTest
  @EnumSource(value = HpoAlgorithm.class, mode = Mode.EXCLUDE, names = "GIVEN")
  void ask_anyOutcomes_isInTheSpaceAndWithinTheBudgets(HpoAlgorithm algorithm) {
    for (long seed = 0; seed < 4; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      HpoMethod method = Play.method(settings(algorithm).withParallel(2), seed);
      double[] spent = new double[300];
      for (Evaluation evaluation :
          Play.sequentially(
              method, 300, e -> random.nextInt(5) == 0 ? Double.NaN : random.nextInt(6))) {
        Play.SPACE.require(evaluation.point());
        assertThat(method.budgets().get(evaluation.level())).isEqualTo(evaluation.budget());
        assertThat(evaluation.earlierBudget()).isEqualTo(spent[evaluation.trial()]);
        assertThat(evaluation.budget()).isGreaterThan(evaluation.earlierBudget());
        spent[evaluation.trial()] = evaluation.budget();
      }
    }
  }

  @Test
  void tell_notWaitedFor_isRefused() {
    HpoMethod method = Play.method(settings(HpoAlgorithm.RANDOM), 1);
    assertThatThrownBy(() -> method.tell(0, 1))
        .hasMessage("evaluation 0 is told, but not waited for");
    method.ask();
    assertThat(method.ask()).isEmpty();
    assertThat(method.finished()).isFalse();
    method.tell(0, 1);
    assertThatThrownBy(() -> method.tell(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> method.tell(-1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void given_points_areEvaluatedOnceAtTheFullBudget() {
    SplittableRandom random = new SplittableRandom(1);
    List<Point> points = List.of(Play.SPACE.sample(random), Play.SPACE.sample(random));
    HpoMethod method = Play.method(HpoSettings.given(points, 12), 1);
    List<Evaluation> evaluations = Play.sequentially(method, 10, Play::clean);
    assertThat(evaluations).extracting(Evaluation::point).isEqualTo(points);
    assertThat(evaluations).extracting(Evaluation::budget).containsOnly(12.0);
    assertThat(method.finished()).isTrue();
    assertThat(Play.reread(method).finished()).isTrue();
  }

  @Test
  void random_limit_isHowManyThereAre() {
    HpoMethod method = Play.method(settings(HpoAlgorithm.RANDOM).withLimit(7), 1);
    assertThat(Play.sequentially(method, 100, Play::loss)).hasSize(7);
    assertThat(method.finished()).isTrue();
  }

  @Test
  void incumbent_isTheBestAtTheLargestBudgetThatSucceeded() {
    HpoMethod method = Play.method(settings(HpoAlgorithm.HYPERBAND).withLimit(1), 1);
    assertThat(method.incumbent()).isEmpty();
    method.tellCrash(method.ask().orElseThrow().number());
    assertThat(method.incumbent()).isEmpty();
    Play.sequentially(method, 26, evaluation -> -evaluation.number());
    assertThat(method.incumbent().orElseThrow().evaluation()).isEqualTo(26);
    method.tell(method.ask().orElseThrow().number(), 5);
    assertThat(method.incumbent().orElseThrow().evaluation()).isEqualTo(27);
    assertThat(method.incumbent().orElseThrow().level()).isEqualTo(1);
    method.tell(method.ask().orElseThrow().number(), 5);
    assertThat(method.incumbent().orElseThrow().evaluation()).isEqualTo(27);
    Play.sequentially(method, 100, evaluation -> Double.NaN);
    assertThat(method.incumbent().orElseThrow().evaluation()).isEqualTo(27);
    assertThat(method.finished()).isTrue();
  }

  @Test
  void state_ofEarlierVersion_isReadAndGoesOnTheSame() throws IOException {
    try (InputStream golden = HpoMethodTest.class.getResourceAsStream("hpo-state-1.json")) {
      HpoState state = new ObjectMapper().readValue(golden, HpoState.class);
      HpoMethod method = new HpoMethod(state);
      HpoMethod fresh = Play.method(state.settings(), state.seed());
      List<Evaluation> all = Play.sequentially(fresh, 60, Play::loss);
      assertThat(state.runs()).hasSize(50);
      assertThat(Play.sequentially(method, 10, Play::loss)).isEqualTo(all.subList(50, 60));
    }
  }

  @Test
  void state_wrong_isRefused() {
    HpoState start = HpoState.start(settings(HpoAlgorithm.BOHB), Play.SPACE, 1);
    assertThatThrownBy(
            () -> new HpoState(2, start.settings(), Play.SPACE, 1, 0, List.of(), List.of()))
        .hasMessageContaining("schema 2, this version reads 1");
    assertThatThrownBy(
            () -> new HpoState(1, start.settings(), Play.SPACE, 1, 1, List.of(), List.of()))
        .hasMessageContaining("has used 1 outcomes");
    assertThatThrownBy(
            () ->
                new HpoState(
                    1, start.settings(), Play.SPACE, 1, 0, List.of(), List.of(new Run(0, 0, null))))
        .hasMessageContaining("trial 0 at level 0, there are 0 trials");
  }
}
