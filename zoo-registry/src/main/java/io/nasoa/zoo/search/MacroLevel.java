package io.nasoa.zoo.search;

import io.nasoa.zoo.architecture.Block;
import io.nasoa.zoo.architecture.Macro;
import java.util.List;

/**
 * The second level: width and macro are varied jointly with the choice of the block, which is one
 * of those that the first level found.
 *
 * @param blocks blocks to choose from, such as {@code 031-}; at least one
 * @param widths channels after the stem to choose from; at least one
 * @param stages number of stages, at least 1
 * @param maxStageBlocks most blocks of a stage, at least 1
 * @param minDoublings how often the channels double at least over the whole network
 * @param maxDoublings how often at most; a block doubles them once or twice
 */
public record MacroLevel(
    List<String> blocks,
    List<Integer> widths,
    int stages,
    int maxStageBlocks,
    int minDoublings,
    int maxDoublings)
    implements SearchLevel {
  public MacroLevel {
    blocks = List.copyOf(blocks);
    widths = List.copyOf(widths);
    blocks.forEach(Block::parse);
    require(!blocks.isEmpty(), "blocks is empty, expected at least one block");
    require(!widths.isEmpty(), "widths is empty, expected at least one width");
    require(
        stages >= 1 && maxStageBlocks >= 1 && (long) stages * maxStageBlocks <= Macro.MAX_BLOCKS,
        "stages and maxStageBlocks are %d and %d, expected at least 1 and a product up to %d"
            .formatted(stages, maxStageBlocks, Macro.MAX_BLOCKS));
    require(
        minDoublings >= 0 && minDoublings <= maxDoublings && minDoublings <= 2 * stages,
        "minDoublings and maxDoublings are %d and %d, expected 0 to %d in order"
            .formatted(minDoublings, maxDoublings, 2 * stages));
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
