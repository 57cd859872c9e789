package io.nasoa.zoo.search;

import io.nasoa.zoo.search.Selection.Ranked;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * NSGA-II (Deb, Pratap, Agarwal, Meyarivan 2002, "A fast and elitist multiobjective genetic
 * algorithm"), as ask/tell. Parents are the best of everything evaluated so far, not only of the
 * last two generations, as evaluations are dear and none should be forgotten. They are chosen by
 * binary tournaments; a child is a parent, or two crossed, changed in one place, and changed
 * further while it is one known already.
 *
 * <p>Its strength is a whole front from a few hundred evaluations without any model of the space;
 * its limit is that it does not know how noisy a measurement is, beyond the settings' tie.
 */
public final class Nsga2<G> extends SearchMethod<G> {
  /** So far a child walks away from what is known before its parents are drawn anew. */
  private static final int LONGEST_WALK = 20;

  /** Goes on from a state. */
  public Nsga2(GenotypeSpace<G> space, SearchState state) {
    super(space, state);
  }

  @Override
  Supplier<G> proposals(RandomGenerator generator) {
    List<Ranked> parents = Selection.best(trials(), settings().population(), settings());
    return () ->
        started() && !parents.isEmpty() ? child(parents, generator) : space().sample(generator);
  }

  private G child(List<Ranked> parents, RandomGenerator generator) {
    G child = parent(parents, generator);
    if (generator.nextDouble() < settings().crossover()) {
      child = space().cross(child, parent(parents, generator), generator);
    }
    child = space().mutate(child, generator);
    for (int step = 0; step < LONGEST_WALK && known(child); step++) {
      child = space().mutate(child, generator);
    }
    return child;
  }

  private G parent(List<Ranked> parents, RandomGenerator generator) {
    Ranked one = parents.get(generator.nextInt(parents.size()));
    Ranked other = parents.get(generator.nextInt(parents.size()));
    Ranked winner = one.beats(other) ? one : other;
    return space().parse(winner.trial().genotype());
  }

  /** The front's least evaluated members: their rank may rest on luck. */
  @Override
  List<Trial> again(int asksBefore, int count) {
    int every = settings().reevaluateEvery();
    if (every == 0 || asksBefore == 0 || asksBefore % every != 0) {
      return List.of();
    }
    return Selection.best(trials(), settings().population(), settings()).stream()
        .filter(ranked -> ranked.rank() == 0 && !ranked.trial().pending())
        .map(Ranked::trial)
        .sorted(Comparator.comparingInt(Trial::asked).thenComparing(Trial::number))
        .limit(count / 2)
        .toList();
  }
}
