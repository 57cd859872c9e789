package io.nasoa.zoo.architecture;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How often the block is repeated and where its channels grow. The first block of every stage but
 * the first has stride 2. Immutable.
 *
 * @param stages for each stage the channel multiplier (1, 2 or 4) of each of its blocks
 */
public record Macro(List<List<Integer>> stages) {
  /** The most blocks that a network may have. */
  public static final int MAX_BLOCKS = 64;

  public Macro {
    stages = stages.stream().map(List::copyOf).toList();
    if (stages.isEmpty()) {
      throw new InvalidArchitectureException("the macro has no stage, expected at least one");
    }
    for (int i = 0; i < stages.size(); i++) {
      requireStage(i + 1, stages.get(i));
    }
    int blocks = stages.stream().mapToInt(List::size).sum();
    if (blocks > MAX_BLOCKS) {
      throw new InvalidArchitectureException(
          "the macro has %d blocks in %d stages, at most %d are allowed"
              .formatted(blocks, stages.size(), MAX_BLOCKS));
    }
  }

  /**
   * Reads a macro such as {@code 1-1-221-11121}.
   *
   * @throws InvalidArchitectureException if it is not one
   */
  public static Macro parse(String text) {
    try {
      return new ArchitectureParser(text).parseMacro();
    } catch (InvalidArchitectureException e) {
      throw e.in(text);
    }
  }

  private static void requireStage(int number, List<Integer> stage) {
    if (stage.isEmpty()) {
      throw new InvalidArchitectureException(
          "stage %d of the macro is empty, expected at least one block".formatted(number));
    }
    for (int i = 0; i < stage.size(); i++) {
      int multiplier = stage.get(i);
      if (multiplier != 1 && multiplier != 2 && multiplier != 4) {
        throw new InvalidArchitectureException(
            "stage %d, block %d has channel multiplier %d, expected 1, 2 or 4"
                .formatted(number, i + 1, multiplier));
      }
    }
  }

  /** Number of blocks over all stages. */
  public int blocks() {
    return stages.stream().mapToInt(List::size).sum();
  }

  /** In the grammar. */
  @Override
  public String toString() {
    return stages.stream()
        .map(stage -> stage.stream().map(String::valueOf).collect(Collectors.joining()))
        .collect(Collectors.joining("-"));
  }
}
