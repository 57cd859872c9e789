package io.nasoa.zoo.search;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.ComputeCost;
import io.nasoa.zoo.architecture.InvalidArchitectureException;
import io.nasoa.zoo.architecture.Stem;

/**
 * What networks may cost by their strings alone: those beyond are never proposed, so none is
 * trained in vain. The memory is that of the activations as single-precision numbers.
 *
 * @param resolution side of the input in pixels
 * @param classes outputs of the head
 * @param stem how the stem reduces the input
 * @param minMacs fewest multiply-accumulates of one image: below, a network learns too little
 * @param limits what a network may cost at most
 */
public record NetworkLimits(int resolution, int classes, Stem stem, long minMacs, Limits limits) {
  private static final int BYTES_PER_ELEMENT = 4;

  public NetworkLimits {
    if (resolution < 1 || classes < 1 || minMacs < 0 || minMacs > limits.macs()) {
      throw new IllegalArgumentException(
          "resolution %d, classes %d and minMacs %d are expected to be at least 1, 1 and 0, and"
                  .formatted(resolution, classes, minMacs)
              + " minMacs at most %d".formatted(limits.macs()));
    }
  }

  /** Whether a network is within. */
  public boolean admit(Architecture architecture) {
    try {
      ComputeCost cost = ComputeCost.of(architecture.toGraph(classes, stem), resolution);
      return cost.parameters() <= limits.parameters()
          && cost.macs() <= limits.macs()
          && cost.macs() >= minMacs
          && cost.activationElements() <= limits.memoryBytes() / BYTES_PER_ELEMENT;
    } catch (InvalidArchitectureException e) {
      // Counts beyond 64 bits are beyond any limit.
      return false;
    }
  }
}
