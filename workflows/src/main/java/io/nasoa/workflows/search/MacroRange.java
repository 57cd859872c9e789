package io.nasoa.workflows.search;

import io.nasoa.zoo.search.MacroLevel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the second level varies beside the block; as in {@link MacroLevel}, whose blocks are known
 * only after the first level.
 *
 * @param widths channels after the stem to choose from
 * @param stages number of stages
 * @param maxStageBlocks most blocks of a stage
 * @param minDoublings how often the channels double at least
 * @param maxDoublings how often at most
 */
public record MacroRange(
    List<Integer> widths, int stages, int maxStageBlocks, int minDoublings, int maxDoublings) {
  /** Networks of the size that a CPU trains in minutes. */
  public static final MacroRange DEFAULT = new MacroRange(List.of(8, 16, 24, 32), 4, 4, 2, 5);

  public MacroRange {
    widths = orEmpty(widths);
  }

  private static List<Integer> orEmpty(@Nullable List<Integer> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * The level with its blocks.
   *
   * @throws IllegalArgumentException if it cannot be searched
   */
  public MacroLevel with(List<String> blocks) {
    return new MacroLevel(blocks, widths, stages, maxStageBlocks, minDoublings, maxDoublings);
  }
}
