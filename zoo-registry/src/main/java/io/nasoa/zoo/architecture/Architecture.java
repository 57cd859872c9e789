package io.nasoa.zoo.architecture;

import java.util.List;

/**
 * A network of the ET-NAS search space (design page search-space.md): one block, the channels after
 * the stem, and how the block is repeated. Whatever can be constructed is a network that exists:
 * channel counts are checked through every block. Immutable.
 *
 * @param block the repeated block
 * @param width channels after the stem, even, {@value #MIN_WIDTH} to {@value #MAX_WIDTH}
 * @param macro stages and channel multipliers
 */
public record Architecture(Block block, int width, Macro macro) implements NetworkDefinition {
  /** Smallest number of channels after the stem. */
  public static final int MIN_WIDTH = 2;

  /** Largest number of channels after the stem. */
  public static final int MAX_WIDTH = 1024;

  public Architecture {
    if (width < MIN_WIDTH || width > MAX_WIDTH) {
      throw new InvalidArchitectureException(
          "width %d is out of range, expected %d to %d".formatted(width, MIN_WIDTH, MAX_WIDTH));
    }
    if (width % 2 != 0) {
      throw new InvalidArchitectureException(
          "width %d is odd, expected an even number as the stem starts with half of it"
              .formatted(width));
    }
    BlockPlan.all(block, width, macro);
  }

  /**
   * Reads an architecture string such as {@code 031-_32_1-1-221-11121}.
   *
   * @throws InvalidArchitectureException if it is not one, or one that no network can have
   */
  public static Architecture parse(String text) {
    try {
      return new ArchitectureParser(text).parse();
    } catch (InvalidArchitectureException e) {
      throw e.in(text);
    }
  }

  /** The network as layers, named as in the published checkpoints. */
  @Override
  public LayerGraph toGraph(int classes, Stem stem) {
    return new LayerGraphBuilder(stem).build(this, classes);
  }

  @Override
  public List<Integer> blocksPerStage() {
    return macro.stages().stream().map(List::size).toList();
  }

  /** The blocks in order with channels and strides settled. */
  List<BlockPlan> blockPlans() {
    return BlockPlan.all(block, width, macro);
  }

  /** The string that {@link #parse} reads as this architecture. */
  @Override
  public String toString() {
    return block + "_" + width + "_" + macro;
  }
}
