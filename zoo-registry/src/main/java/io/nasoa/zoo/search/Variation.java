package io.nasoa.zoo.search;

import io.nasoa.zoo.architecture.Architecture;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One try at an architecture: empty, or an {@link
 * io.nasoa.zoo.architecture.InvalidArchitectureException}, when what was drawn cannot be. The
 * caller tries again.
 */
interface Variation {
  /** Draws anew. */
  Optional<Architecture> sample(RandomGenerator random);

  /** Changes one place. */
  Optional<Architecture> mutate(Architecture architecture, RandomGenerator random);

  /** Takes parts of both. */
  Optional<Architecture> cross(Architecture first, Architecture second, RandomGenerator random);
}
