package io.nasoa.zoo.architecture;

import java.util.List;

/**
 * A network as a list of layers in topological order; the last one is the output. Plain data below
 * the architecture grammar, so that other families can be expressed too. Immutable.
 *
 * @param inputChannels channels of the input image
 * @param layers every layer reads {@link #INPUT} or layers before it
 */
public record LayerGraph(int inputChannels, List<Layer> layers) {
  /** Stands for the network's input where a layer's input index is expected. */
  public static final int INPUT = -1;

  public LayerGraph {
    layers = List.copyOf(layers);
    for (int i = 0; i < layers.size(); i++) {
      for (int input : layers.get(i).inputs()) {
        if (input < INPUT || input >= i) {
          throw new IllegalArgumentException(
              "layer %s at %d reads %d, which is not before it"
                  .formatted(layers.get(i).name(), i, input));
        }
      }
    }
  }

  /** Number of stages that can be frozen: the stem and every stage of the macro (not the head). */
  public int freezableStages() {
    return layers.get(layers.size() - 1).stage();
  }
}
