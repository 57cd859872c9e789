package io.nasoa.zoo.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * All that a search has to remember: restored from it, a search goes on as if nothing had been. As
 * JSON about 200 bytes a trial.
 *
 * @param schema version of this record's form, {@value #SCHEMA}
 * @param settings how the search goes about it
 * @param random where the random numbers of the next ask start
 * @param asks how often candidates have been asked for
 * @param trials in the order of their numbers
 */
public record SearchState(
    int schema, SearchSettings settings, long random, int asks, List<Trial> trials) {
  /** The form that this version writes, the only one there has been. */
  public static final int SCHEMA = 1;

  public SearchState {
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "the search state has schema %d, this version reads %d".formatted(schema, SCHEMA));
    }
    trials = List.copyOf(trials);
    for (int i = 0; i < trials.size(); i++) {
      if (trials.get(i).number() != i) {
        throw new IllegalArgumentException(
            "the search state has trial %d at place %d".formatted(trials.get(i).number(), i));
      }
    }
  }

  /** A search that has not begun. */
  public static SearchState start(SearchSettings settings, long seed) {
    return start(settings, seed, List.of());
  }

  /**
   * A search that has not begun and asks for given genotypes before any of its own.
   *
   * @param first as the space prints them; repeated ones count once
   */
  public static SearchState start(SearchSettings settings, long seed, List<String> first) {
    List<Trial> trials = new ArrayList<>();
    for (String genotype : new LinkedHashSet<>(first)) {
      trials.add(Trial.queued(trials.size(), genotype));
    }
    return new SearchState(SCHEMA, settings, seed, 0, trials);
  }
}
