package io.nasoa.workflows.search;

import io.nasoa.zoo.search.SearchLevel;
import io.nasoa.zoo.search.SearchSettings;
import io.nasoa.zoo.search.SearchState;
import io.nasoa.zoo.search.Trial;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the search of one level remembers: a {@link SearchState} in few bytes.
 *
 * @param level what it varies
 * @param random where the random numbers of its next ask start
 * @param asks how often candidates have been asked for
 * @param trials in the order of their numbers
 */
public record LevelSearch(SearchLevel level, long random, int asks, List<TrialRow> trials) {
  public LevelSearch {
    trials = orEmpty(trials);
  }

  private static List<TrialRow> orEmpty(@Nullable List<TrialRow> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The memory of a search at that level. */
  public static LevelSearch of(SearchLevel level, SearchState state) {
    return new LevelSearch(
        level, state.random(), state.asks(), state.trials().stream().map(TrialRow::of).toList());
  }

  /** What the search goes on from. */
  public SearchState toState(SearchSettings settings) {
    return new SearchState(SearchState.SCHEMA, settings, random, asks, toTrials());
  }

  /** Its trials. */
  public List<Trial> toTrials() {
    List<Trial> all = new ArrayList<>();
    for (TrialRow row : trials) {
      all.add(row.toTrial(all.size()));
    }
    return all;
  }
}
