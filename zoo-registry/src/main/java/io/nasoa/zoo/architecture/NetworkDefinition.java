package io.nasoa.zoo.architecture;

import java.util.List;

/**
 * A network up to its number of classes and its stem, named by a string: a network of the search
 * space ({@link Architecture}) or of a published family that it is compared with. Implementations
 * are immutable and equal when their strings are.
 */
public interface NetworkDefinition {
  /**
   * The network as layers.
   *
   * @param classes outputs of the head, at least 1
   */
  LayerGraph toGraph(int classes, Stem stem);

  /** Blocks of each stage, in order; freezing counts the stem and these stages. */
  List<Integer> blocksPerStage();

  /** The string that names the network wherever an architecture is asked for. */
  @Override
  String toString();
}
