package io.nasoa.zoo.search;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.Stem;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The architectures of the grammar (design page search-space.md) at one level of the search. What
 * is drawn, changed or crossed is a network that exists and is within the limits. Immutable.
 */
public final class SearchSpace implements GenotypeSpace<Architecture> {
  private static final int DRAWS = 10_000;
  private static final int CHANGES = 1000;
  private static final int CROSSINGS = 50;

  private final SearchLevel level;
  private final NetworkLimits limits;
  private final Variation variation;

  /**
   * @param level what is varied
   * @param limits what a network may cost
   */
  public SearchSpace(SearchLevel level, NetworkLimits limits) {
    this.level = level;
    this.limits = limits;
    variation =
        level instanceof BlockLevel block
            ? new BlockVariation(block)
            : new MacroVariation((MacroLevel) level);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if none was found within the limits
   */
  @Override
  public Architecture sample(RandomGenerator random) {
    return firstAdmitted(DRAWS, () -> variation.sample(random))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "none of %d architectures drawn at %s is within %s, expected wider limits"
                        .formatted(DRAWS, level, limits)));
  }

  /** {@inheritDoc} Draws anew where no neighbour is within the limits. */
  @Override
  public Architecture mutate(Architecture genotype, RandomGenerator random) {
    return firstAdmitted(
            CHANGES,
            () -> variation.mutate(genotype, random).filter(mutant -> !mutant.equals(genotype)))
        .orElseGet(() -> sample(random));
  }

  /** {@inheritDoc} The first parent where no child was within the limits. */
  @Override
  public Architecture cross(Architecture first, Architecture second, RandomGenerator random) {
    return firstAdmitted(CROSSINGS, () -> variation.cross(first, second, random)).orElse(first);
  }

  private Optional<Architecture> firstAdmitted(int tries, Supplier<Optional<Architecture>> draw) {
    for (int i = 0; i < tries; i++) {
      try {
        Optional<Architecture> drawn = draw.get().filter(limits::admit);
        if (drawn.isPresent()) {
          return drawn;
        }
      } catch (InvalidArchitectureException e) {
        // Most often channels that an op's groups do not divide: another draw will do.
      }
    }
    return Optional.empty();
  }

  /** The layers: strings may differ (an op of 32 channels a group in a narrow block) in nothing. */
  @Override
  public Object identity(Architecture genotype) {
    return genotype.toGraph(1, Stem.STANDARD);
  }

  @Override
  public String print(Architecture genotype) {
    return genotype.toString();
  }

  @Override
  public Architecture parse(String text) {
    return Architecture.parse(text);
  }
}
