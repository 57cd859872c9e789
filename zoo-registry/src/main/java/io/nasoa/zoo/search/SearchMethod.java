package io.nasoa.zoo.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A search that is asked for candidates and told what they are worth; it evaluates nothing itself.
 * Nothing but its {@link #state()} has to be kept: a search made from it proposes what this one
 * would. No genotype is asked for twice, except to average its noise, and one that failed never.
 *
 * <p>Candidates may be told in any order. What an ask returns hangs on what has been told before
 * it, so a search is reproducible when every candidate is told before the next ask.
 *
 * <p>For use by one thread.
 *
 * @param <G> the genotype
 */
public abstract sealed class SearchMethod<G> permits Nsga2, RandomSearch {
  private static final int DRAWS = 1000;

  private final GenotypeSpace<G> space;
  private final SearchSettings settings;
  private final List<Trial> trials;
  private final Set<Object> known = new HashSet<>();
  private long random;
  private int asks;

  SearchMethod(GenotypeSpace<G> space, SearchState state) {
    this.space = space;
    settings = state.settings();
    trials = new ArrayList<>(state.trials());
    random = state.random();
    asks = state.asks();
    trials.forEach(trial -> known.add(space.identity(space.parse(trial.genotype()))));
  }

  /** Where this search looks. */
  final GenotypeSpace<G> space() {
    return space;
  }

  /** How it goes about it. */
  final SearchSettings settings() {
    return settings;
  }

  /** Whether a genotype, or one that is the same in effect, has been asked for. */
  final boolean known(G genotype) {
    return known.contains(space.identity(genotype));
  }

  /** Whether there are as many trials as a search draws at its start. */
  final boolean started() {
    return trials.size() >= settings.population();
  }

  /** What is proposed in one ask; genotypes known already are passed over. */
  abstract Supplier<G> proposals(RandomGenerator generator);

  /** Trials to be evaluated once more in this ask, at most {@code count}. */
  abstract List<Trial> again(int asksBefore, int count);

  /**
   * New candidates, to be told one by one. Few at a time learn sooner: where evaluations are dear,
   * as many as can be evaluated at once.
   *
   * @param count how many, at least 1
   * @return fewer, down to none, when no more genotypes can be found that are not known
   */
  public final List<Candidate> ask(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "%d candidates are asked for, expected at least 1".formatted(count));
    }
    SplittableRandom generator = new SplittableRandom(random);
    random = generator.nextLong();
    List<Candidate> candidates = new ArrayList<>();
    trials.stream()
        .filter(trial -> trial.asked() == 0)
        .limit(count)
        .toList()
        .forEach(trial -> candidates.add(asked(trial)));
    again(asks, count - candidates.size()).forEach(trial -> candidates.add(asked(trial)));
    asks++;
    Supplier<G> proposals = proposals(generator);
    while (candidates.size() < count) {
      Optional<G> fresh = fresh(proposals).or(() -> fresh(() -> space.sample(generator)));
      if (fresh.isEmpty()) {
        break;
      }
      known.add(space.identity(fresh.get()));
      Trial trial = Trial.queued(trials.size(), space.print(fresh.get()));
      trials.add(trial);
      candidates.add(asked(trial));
    }
    return List.copyOf(candidates);
  }

  private Optional<G> fresh(Supplier<G> proposals) {
    for (int draw = 0; draw < DRAWS; draw++) {
      G genotype = proposals.get();
      if (!known(genotype)) {
        return Optional.of(genotype);
      }
    }
    return Optional.empty();
  }

  private Candidate asked(Trial trial) {
    Trial asked = trial.askedAgain();
    trials.set(asked.number(), asked);
    return asked.candidate();
  }

  /**
   * Takes what an evaluation found.
   *
   * @throws IllegalArgumentException if the candidate is not one that is waited for
   */
  public final void tell(Candidate candidate, Measurement measurement) {
    trials.set(candidate.trial(), awaited(candidate).told(measurement));
  }

  /**
   * Takes that an evaluation failed, and why: the genotype is not asked for again.
   *
   * @throws IllegalArgumentException if the candidate is not one that is waited for
   */
  public final void tellFailure(Candidate candidate, String reason) {
    trials.set(candidate.trial(), awaited(candidate).failed(reason));
  }

  private Trial awaited(Candidate candidate) {
    int number = candidate.trial();
    if (number < 0
        || number >= trials.size()
        || !trials.get(number).pending()
        || !trials.get(number).candidate().equals(candidate)) {
      throw new IllegalArgumentException(
          "evaluation %d of trial %d (%s) is told, but not waited for"
              .formatted(candidate.evaluation(), number, candidate.genotype()));
    }
    return trials.get(number);
  }

  /** The candidates that have been asked for and not told, in the order of their trials. */
  public final List<Candidate> pending() {
    return trials.stream().filter(Trial::pending).map(Trial::candidate).toList();
  }

  /** All trials so far, in the order of their numbers. */
  public final List<Trial> trials() {
    return List.copyOf(trials);
  }

  /** The Pareto front of what is measured so far and within the limits, the fastest first. */
  public final List<Trial> front() {
    return ParetoFront.of(trials, settings.limits());
  }

  /** All there is to remember. */
  public final SearchState state() {
    return new SearchState(SearchState.SCHEMA, settings, random, asks, trials);
  }
}
