package io.nasoa.zoo.search;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Draws genotypes one like the other: the rival that any search has to beat. Learns nothing from
 * what it is told.
 */
public final class RandomSearch<G> extends SearchMethod<G> {

  /** Goes on from a state. */
  public RandomSearch(GenotypeSpace<G> space, SearchState state) {
    super(space, state);
  }

  @Override
  Supplier<G> proposals(RandomGenerator generator) {
    return () -> space().sample(generator);
  }

  @Override
  List<Trial> again(int asksBefore, int count) {
    return List.of();
  }
}
