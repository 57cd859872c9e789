package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.zoo.search.GridSpace.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchMethodTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final GridSpace SPACE = new GridSpace(30);
  private static final SearchSettings SETTINGS =
      new SearchSettings(8, 0.5, 3, 0.7, new Limits(25, 1, 1));

  /** The methods by name. */
  enum Method implements BiFunction<GridSpace, SearchState, SearchMethod<Cell>> {
    NSGA2 {
      @Override
      public SearchMethod<Cell> apply(GridSpace space, SearchState state) {
        return new Nsga2<>(space, state);
      }
    },
    RANDOM {
      @Override
      public SearchMethod<Cell> apply(GridSpace space, SearchState state) {
        return new RandomSearch<>(space, state);
      }
    }
  }

  private static SearchState restored(SearchState state) {
    try {
      return JSON.readValue(JSON.writeValueAsString(state), SearchState.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Every seventh cell crashes; noise hangs on the evaluation. */
  private static void evaluate(SearchMethod<Cell> search, Candidate candidate) {
    Cell cell = SPACE.parse(candidate.genotype());
    if ((cell.x() + cell.y()) % 7 == 0) {
      search.tellFailure(candidate, "out of memory");
    } else {
      search.tell(candidate, SPACE.measure(candidate.genotype(), candidate.evaluation(), 1));
    }
  }

  /** Runs 12 rounds; between any two calls {@code between} may replace the search. */
  private static List<Candidate> run(
      SearchMethod<Cell> begun, UnaryOperator<SearchMethod<Cell>> between) {
    SearchMethod<Cell> search = begun;
    List<Candidate> proposals = new ArrayList<>();
    for (int round = 0; round < 12; round++) {
      List<Candidate> asked = search.ask(8);
      search = between.apply(search);
      assertThat(search.pending()).containsExactlyInAnyOrderElementsOf(asked);
      for (Candidate candidate : asked) {
        evaluate(search, candidate);
        search = between.apply(search);
      }
      proposals.addAll(asked);
      assertThat(search.pending()).isEmpty();
    }
    return proposals;
  }

  @ParameterizedTest
  @EnumSource
  void ask_restoredAfterEveryCall_proposesWhatTheUndisturbedDoes(Method method) {
    for (int seed = 0; seed < 20; seed++) {
      SearchState start = SearchState.start(SETTINGS, seed, List.of("1:2", "3:4"));
      SearchMethod<Cell> undisturbed = method.apply(SPACE, start);
      List<Candidate> proposals = run(undisturbed, search -> search);

      assertThat(
              run(
                  method.apply(SPACE, start),
                  search -> method.apply(SPACE, restored(search.state()))))
          .isEqualTo(proposals);
      assertThat(restored(undisturbed.state())).isEqualTo(undisturbed.state());
      assertThat(proposals).extracting(Candidate::genotype).startsWith("1:2", "3:4");
    }
  }

  @ParameterizedTest
  @EnumSource
  void ask_seeds_giveDifferentProposals(Method method) {
    List<List<Candidate>> runs =
        IntStream.range(0, 20)
            .mapToObj(
                seed ->
                    run(method.apply(SPACE, SearchState.start(SETTINGS, seed)), search -> search))
            .toList();

    assertThat(new HashSet<>(runs)).hasSize(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void ask_toldInAnyOrder_proposesTheSame(int seed) {
    SearchState start = SearchState.start(SETTINGS, seed);
    SearchMethod<Cell> inOrder = new Nsga2<>(SPACE, start);
    SearchMethod<Cell> shuffled = new Nsga2<>(SPACE, start);
    for (int round = 0; round < 10; round++) {
      List<Candidate> asked = inOrder.ask(8);
      assertThat(shuffled.ask(8)).isEqualTo(asked);
      asked.forEach(candidate -> evaluate(inOrder, candidate));
      List<Candidate> mixed = new ArrayList<>(asked);
      Collections.shuffle(mixed, new Random(seed));
      mixed.forEach(candidate -> evaluate(shuffled, candidate));
    }
    assertThat(shuffled.state()).isEqualTo(inOrder.state());
  }

  @ParameterizedTest
  @EnumSource
  void ask_never_repeatsOrAsksForWhatFailed(Method method) {
    SearchSettings once = new SearchSettings(8, 0.5, 0, 0, Limits.NONE);
    SearchMethod<Cell> search = method.apply(SPACE, SearchState.start(once, 5));

    List<Candidate> proposals = run(search, s -> s);

    assertThat(proposals).extracting(Candidate::genotype).doesNotHaveDuplicates().hasSize(96);
    assertThat(search.trials())
        .filteredOn(trial -> !trial.failures().isEmpty())
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.failures()).containsExactly("out of memory"));
  }

  @ParameterizedTest
  @EnumSource
  void ask_spaceUsedUp_returnsFewerThenNone(Method method) {
    GridSpace small = new GridSpace(5);
    SearchMethod<Cell> search = method.apply(small, SearchState.start(SETTINGS, 1));
    List<String> asked = new ArrayList<>();
    while (true) {
      List<Candidate> candidates = search.ask(4);
      if (candidates.isEmpty()) {
        break;
      }
      for (Candidate candidate : candidates) {
        asked.add(candidate.genotype());
        search.tellFailure(candidate, "crashed");
      }
    }
    assertThat(asked).doesNotHaveDuplicates().hasSize(25);
  }

  @Test
  void ask_everyThirdTime_evaluatesTheFrontAgainAndAverages() {
    Nsga2<Cell> search = new Nsga2<>(SPACE, SearchState.start(SETTINGS, 3));
    List<Candidate> proposals = run(search, s -> s);

    List<Candidate> again = proposals.stream().filter(c -> c.evaluation() > 0).toList();
    assertThat(again).hasSizeBetween(3, 12);
    for (Candidate candidate : again) {
      Trial trial = search.trials().get(candidate.trial());
      assertThat(trial.measurements()).hasSizeGreaterThan(candidate.evaluation());
      assertThat(trial.measurement().orElseThrow().accuracy())
          .isEqualTo(
              trial.measurements().stream()
                  .mapToDouble(Measurement::accuracy)
                  .average()
                  .orElseThrow());
    }
  }

  @Test
  void ask_whilePending_passesOverWhatIsAskedFor() {
    Nsga2<Cell> search = new Nsga2<>(SPACE, SearchState.start(SETTINGS, 3));
    List<Candidate> asked = new ArrayList<>(search.ask(8));
    asked.addAll(search.ask(8));

    assertThat(asked).extracting(Candidate::genotype).doesNotHaveDuplicates();
    assertThat(search.pending()).isEqualTo(asked);
  }

  @Test
  void tell_notWaitedFor_isRefused() {
    Nsga2<Cell> search = new Nsga2<>(SPACE, SearchState.start(SETTINGS, 3));
    Candidate candidate = search.ask(1).get(0);
    Measurement measurement = SPACE.measure(candidate.genotype(), 0, 0);
    search.tell(candidate, measurement);

    for (Candidate wrong :
        List.of(
            candidate,
            new Candidate(1, 0, "1:1"),
            new Candidate(-1, 0, "1:1"),
            new Candidate(0, 1, candidate.genotype()))) {
      assertThatThrownBy(() -> search.tell(wrong, measurement))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not waited for");
      assertThatThrownBy(() -> search.tellFailure(wrong, "crashed"))
          .hasMessageContaining("not waited for");
    }
    assertThatThrownBy(() -> search.ask(0)).hasMessageContaining("at least 1");
  }

  @Test
  void tellFailure_longReason_isCut() {
    Nsga2<Cell> search = new Nsga2<>(SPACE, SearchState.start(SETTINGS, 3));
    search.tellFailure(search.ask(1).get(0), "x".repeat(100_000));

    assertThat(search.trials().get(0).failures().get(0)).hasSize(Trial.LONGEST_REASON);
  }

  @Test
  void nsga2_findsMoreThanRandomSearch() {
    SearchSettings plain = new SearchSettings(8, 0.5, 0, 0, Limits.NONE);
    Objectives reference = new Objectives(-60, 31);
    int wins = 0;
    for (int seed = 0; seed < 40; seed++) {
      SearchState start = SearchState.start(plain, seed);
      double nsga2 = hypervolume(new Nsga2<>(SPACE, start), reference);
      double random = hypervolume(new RandomSearch<>(SPACE, start), reference);
      wins += nsga2 > random ? 1 : 0;
    }
    // By chance: p < 1e-6. The noise and the crashes leave random search its lucky days.
    assertThat(wins).isGreaterThanOrEqualTo(35);
  }

  private static double hypervolume(SearchMethod<Cell> search, Objectives reference) {
    run(search, s -> s);
    return Hypervolume.of(
        search.front().stream().map(t -> t.measurement().orElseThrow().objectives()).toList(),
        reference);
  }
}
