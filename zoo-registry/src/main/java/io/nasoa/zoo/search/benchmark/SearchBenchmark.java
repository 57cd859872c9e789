package io.nasoa.zoo.search.benchmark;

import io.nasoa.zoo.search.Candidate;
import io.nasoa.zoo.search.Hypervolume;
import io.nasoa.zoo.search.Measurement;
import io.nasoa.zoo.search.Nsga2;
import io.nasoa.zoo.search.Objectives;
import io.nasoa.zoo.search.RandomSearch;
import io.nasoa.zoo.search.SearchMethod;
import io.nasoa.zoo.search.SearchSettings;
import io.nasoa.zoo.search.SearchState;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs NSGA-II and random search on a table, seed by seed with the settings that a search of
 * networks starts from, and compares the hypervolumes that they reach with the exact one.
 */
public final class SearchBenchmark {
  private final SearchTable table;
  private final TabulatedSpace space;

  public SearchBenchmark(SearchTable table) {
    this.table = table;
    space = new TabulatedSpace(table);
  }

  /**
   * Runs both with seeds 0, 1, ...
   *
   * @param evaluations evaluations of one run, at least 1; the table's size is enough for any
   * @param seeds runs of each, at least 1
   */
  public SearchBenchmarkResult run(int evaluations, int seeds) {
    List<Double> fractions = new ArrayList<>();
    List<Double> random = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) {
      SearchState start = SearchState.start(SearchSettings.DEFAULT, seed);
      fractions.add(fraction(new Nsga2<>(space, start), evaluations));
      random.add(fraction(new RandomSearch<>(space, start), evaluations));
    }
    return SearchBenchmarkResult.of(table.task(), evaluations, fractions, random);
  }

  /** The share of the exact hypervolume that a search reaches with all that it evaluated. */
  private double fraction(SearchMethod<List<Integer>> search, int evaluations) {
    List<Objectives> found = new ArrayList<>();
    while (found.size() < evaluations) {
      int count = Math.min(SearchSettings.DEFAULT.population(), evaluations - found.size());
      List<Candidate> candidates = search.ask(count);
      if (candidates.isEmpty()) {
        break;
      }
      for (Candidate candidate : candidates) {
        Measurement measurement = table.measure(space.parse(candidate.genotype())).orElseThrow();
        search.tell(candidate, measurement);
        found.add(measurement.objectives());
      }
    }
    return Hypervolume.of(found, table.reference()) / table.exactHypervolume();
  }
}
