package io.nasoa.zoo.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ArchitectureDescription;
import io.nasoa.zoo.architecture.Stem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The paper's search with a made-up evaluator: first the block, then the macro with its best. */
class TwoLevelSearchTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final NetworkLimits LIMITS =
      new NetworkLimits(
          64, 80, Stem.STANDARD, 2_000_000, new Limits(3_000_000, 40_000_000, 64_000_000));
  private static final BlockLevel BLOCKS = new BlockLevel(16, "1-2-2-2", 1, 4, 3);
  private static final Objectives WORST = new Objectives(0, 45);

  /** Rewards parameters and depth with less and less, punishes what leaves few activations. */
  private static Measurement measure(String text) {
    ArchitectureDescription network =
        ArchitectureDescription.of(Architecture.parse(text), 64, 80, Stem.STANDARD);
    double accuracy =
        8 * Math.log10((double) network.parameters())
            + 4 * Math.log(network.blocks())
            - 2e6 / (network.activationElements() + 1e5);
    double time = network.macs() / 1e6 + network.activationElements() / 1e6;
    return new Measurement(
        accuracy, time, network.parameters(), network.macs(), 4 * network.activationElements());
  }

  private static SearchMethod<Architecture> run(
      SearchMethod<Architecture> begun,
      int rounds,
      UnaryOperator<SearchMethod<Architecture>> between) {
    SearchMethod<Architecture> search = begun;
    for (int round = 0; round < rounds; round++) {
      for (Candidate candidate : search.ask(4)) {
        search = between.apply(search);
        search.tell(candidate, measure(candidate.genotype()));
      }
    }
    return search;
  }

  private static MacroLevel macros(SearchMethod<Architecture> blocks) {
    List<String> best =
        blocks.front().stream()
            .map(trial -> Architecture.parse(trial.genotype()).block().toString())
            .toList();
    return new MacroLevel(best, List.of(8, 16, 24), 4, 8, 2, 5);
  }

  @Test
  void twoLevels_restoredAfterEveryCall_endAsTheUndisturbedDo() {
    for (int seed = 0; seed < 3; seed++) {
      List<SearchState> ends = new ArrayList<>();
      for (boolean disturbed : new boolean[] {false, true}) {
        SearchSpace space = new SearchSpace(BLOCKS, LIMITS);
        SearchState start =
            SearchState.start(SearchSettings.DEFAULT, seed, List.of("031-_16_1-2-2-2"));
        UnaryOperator<SearchMethod<Architecture>> between = search -> search;
        if (disturbed) {
          between = search -> new Nsga2<>(space, copy(search.state(), SearchState.class));
        }
        SearchMethod<Architecture> blocks = run(new Nsga2<>(space, start), 12, between);
        SearchLevel level = copy(macros(blocks), SearchLevel.class);
        SearchMethod<Architecture> macros =
            run(
                new Nsga2<>(
                    new SearchSpace(level, LIMITS),
                    SearchState.start(SearchSettings.DEFAULT, seed)),
                12,
                search -> search);
        assertThat(macros.trials())
            .extracting(trial -> Architecture.parse(trial.genotype()).block().toString())
            .isSubsetOf(((MacroLevel) level).blocks());
        ends.add(blocks.state());
        ends.add(macros.state());
      }
      assertThat(ends.subList(2, 4)).isEqualTo(ends.subList(0, 2));
    }
  }

  private static <T> T copy(T value, Class<T> type) {
    try {
      return JSON.readValue(JSON.writeValueAsString(value), type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void nsga2_atBothLevels_findsMoreThanRandomSearch() {
    SearchSpace blocks = new SearchSpace(BLOCKS, LIMITS);
    SearchSpace macros =
        new SearchSpace(
            macros(
                run(new Nsga2<>(blocks, SearchState.start(SearchSettings.DEFAULT, 0)), 40, s -> s)),
            LIMITS);
    int wins = 0;
    for (SearchSpace space : List.of(blocks, macros)) {
      for (int seed = 0; seed < 6; seed++) {
        SearchState start = SearchState.start(SearchSettings.DEFAULT, seed);
        double nsga2 = hypervolume(run(new Nsga2<>(space, start), 40, s -> s));
        double random = hypervolume(run(new RandomSearch<>(space, start), 40, s -> s));
        wins += nsga2 > random ? 1 : 0;
      }
    }
    // Of 12 by chance: p = .003.
    assertThat(wins).isGreaterThanOrEqualTo(11);
  }

  private static double hypervolume(SearchMethod<Architecture> search) {
    return Hypervolume.of(
        search.front().stream().map(t -> t.measurement().orElseThrow().objectives()).toList(),
        WORST);
  }

  /** The state of the searches of a real size fits into a workflow's payload of 256 kB. */
  @Test
  void state_ofAThousandEvaluations_isSmall() throws JsonProcessingException {
    SearchSpace space = new SearchSpace(BLOCKS, LIMITS);
    Nsga2<Architecture> search = new Nsga2<>(space, SearchState.start(SearchSettings.DEFAULT, 0));
    for (Candidate candidate : search.ask(1000)) {
      search.tell(candidate, measure(candidate.genotype()));
    }

    assertThat(search.trials()).hasSize(1000);
    assertThat(JSON.writeValueAsBytes(search.state())).hasSizeLessThan(256_000);
  }
}
