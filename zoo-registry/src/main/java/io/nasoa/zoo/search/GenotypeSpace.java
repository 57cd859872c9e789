package io.nasoa.zoo.search;

import java.util.random.RandomGenerator;

/**
 * Where a search looks. What every method returns hangs on its arguments and on the generator only,
 * and belongs to the space. Implementations are immutable and safe for use by several threads.
 *
 * @param <G> a genotype: an immutable value with {@code equals}
 */
public interface GenotypeSpace<G> {
  /** Draws a genotype anew. */
  G sample(RandomGenerator random);

  /** A genotype that differs from the given one in one place. */
  G mutate(G genotype, RandomGenerator random);

  /** A genotype put together from parts of two; it may equal one of them. */
  G cross(G first, G second, RandomGenerator random);

  /**
   * What tells genotypes apart: two with equal identities would give the same measurement, so a
   * search asks for one of them only.
   */
  Object identity(G genotype);

  /** The genotype as {@link #parse} reads it. */
  String print(G genotype);

  /**
   * Reads what {@link #print} wrote.
   *
   * @throws IllegalArgumentException if it is not a genotype
   */
  G parse(String text);
}
