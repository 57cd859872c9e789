package io.nasoa.zoo.regime;

/**
 * A model that may be chosen.
 *
 * @param name of the zoo entry
 * @param leastFrozen fewest frozen stages, at least 0
 * @param mostFrozen most frozen stages, at most what the network has
 */
public record SpaceModel(String name, int leastFrozen, int mostFrozen) {
  public SpaceModel {
    if (leastFrozen < 0 || mostFrozen < leastFrozen) {
      throw new IllegalArgumentException(
          "model %s is frozen from %d to %d stages, expected ascending numbers from 0"
              .formatted(name, leastFrozen, mostFrozen));
    }
  }

  /** How many numbers of frozen stages there are to choose from. */
  int freezings() {
    return mostFrozen - leastFrozen + 1;
  }
}
