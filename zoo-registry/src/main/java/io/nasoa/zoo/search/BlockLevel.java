package io.nasoa.zoo.search;

import io.nasoa.zoo.architecture.Macro;

/**
 * The first level: the block is varied, in a network of fixed width and macro.
 *
 * @param width channels after the stem
 * @param macro how the block is repeated, such as {@code 1-1-2-2}
 * @param minLayers fewest layers of a block, at least 1
 * @param maxLayers most layers of a block, at most {@value #MOST_LAYERS}
 * @param maxConnections most connections beside the residual, at least 0
 */
public record BlockLevel(int width, String macro, int minLayers, int maxLayers, int maxConnections)
    implements SearchLevel {
  /** Places are single digits, and place 0 is the input. */
  static final int MOST_LAYERS = 9;

  public BlockLevel {
    Macro.parse(macro);
    if (minLayers < 1 || maxLayers < minLayers || maxLayers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "minLayers and maxLayers are %d and %d, expected 1 to %d in order"
              .formatted(minLayers, maxLayers, MOST_LAYERS));
    }
    if (maxConnections < 0) {
      throw new IllegalArgumentException(
          "maxConnections is %d, expected at least 0".formatted(maxConnections));
    }
  }
}
