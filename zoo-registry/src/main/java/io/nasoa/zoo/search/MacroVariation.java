package io.nasoa.zoo.search;

import io.nasoa.zoo.architecture.Architecture;
import io.nasoa.zoo.architecture.Block;
import io.nasoa.zoo.architecture.Macro;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/** Varies width and macro of a network, and which block it repeats. */
final class MacroVariation implements Variation {
  /** A block multiplies the channels by 4 at most. */
  private static final int MOST_GROWTH = 4;

  private static final List<Place> PLACES = List.of(Place.values());

  /** The places of an architecture's string that can change. */
  private enum Place {
    BLOCK_CHOICE,
    WIDTH,
    BLOCK_ADDED,
    BLOCK_REMOVED,
    DOUBLING_MOVED,
    DOUBLING_ADDED,
    DOUBLING_REMOVED
  }

  private final MacroLevel level;
  private final List<Block> blocks;

  MacroVariation(MacroLevel level) {
    this.level = level;
    blocks = level.blocks().stream().map(Block::parse).toList();
  }

  @Override
  public Optional<Architecture> sample(RandomGenerator random) {
    List<List<Integer>> stages = new ArrayList<>();
    for (int s = 0; s < level.stages(); s++) {
      List<Integer> stage = new ArrayList<>();
      for (int b = 1 + random.nextInt(level.maxStageBlocks()); b > 0; b--) {
        stage.add(1);
      }
      stages.add(stage);
    }
    for (int doublings = random.nextInt(level.minDoublings(), level.maxDoublings() + 1);
        doublings > 0;
        doublings--) {
      if (!grow(stages, random)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Architecture(one(blocks, random), one(level.widths(), random), new Macro(stages)));
  }

  @Override
  public Optional<Architecture> mutate(Architecture architecture, RandomGenerator random) {
    Block block = architecture.block();
    int width = architecture.width();
    List<List<Integer>> stages = copy(architecture.macro());
    Place place = PLACES.get(random.nextInt(PLACES.size()));
    boolean changed =
        switch (place) {
          case BLOCK_CHOICE, WIDTH -> true;
          case BLOCK_ADDED -> addBlock(stages, random);
          case BLOCK_REMOVED -> removeBlock(stages, random);
          case DOUBLING_MOVED -> shrink(stages, random) && grow(stages, random);
          case DOUBLING_ADDED -> grow(stages, random);
          case DOUBLING_REMOVED -> shrink(stages, random);
        };
    if (!changed || !growsRightly(stages)) {
      return Optional.empty();
    }
    return Optional.of(
        new Architecture(
            place == Place.BLOCK_CHOICE ? one(blocks, random) : block,
            place == Place.WIDTH ? one(level.widths(), random) : width,
            new Macro(stages)));
  }

  /** Block, width and each stage of either. */
  @Override
  public Optional<Architecture> cross(
      Architecture first, Architecture second, RandomGenerator random) {
    List<List<Integer>> stages = copy(first.macro());
    List<List<Integer>> others = second.macro().stages();
    for (int s = 0; s < Math.min(stages.size(), others.size()); s++) {
      if (random.nextBoolean()) {
        stages.set(s, others.get(s));
      }
    }
    if (!growsRightly(stages)) {
      return Optional.empty();
    }
    return Optional.of(
        new Architecture(
            random.nextBoolean() ? first.block() : second.block(),
            random.nextBoolean() ? first.width() : second.width(),
            new Macro(stages)));
  }

  private static <T> T one(List<T> choices, RandomGenerator random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static List<List<Integer>> copy(Macro macro) {
    List<List<Integer>> stages = new ArrayList<>();
    macro.stages().forEach(stage -> stages.add(new ArrayList<>(stage)));
    return stages;
  }

  private boolean growsRightly(List<List<Integer>> stages) {
    int doublings =
        stages.stream()
            .flatMap(List::stream)
            .mapToInt(multiplier -> Integer.numberOfTrailingZeros(multiplier))
            .sum();
    return doublings >= level.minDoublings() && doublings <= level.maxDoublings();
  }

  private boolean addBlock(List<List<Integer>> stages, RandomGenerator random) {
    List<Integer> stage = one(stages, random);
    if (stage.size() >= level.maxStageBlocks()) {
      return false;
    }
    stage.add(random.nextInt(stage.size() + 1), 1);
    return true;
  }

  /** Where the removed block let the channels grow, its neighbour does: only the depth changes. */
  private static boolean removeBlock(List<List<Integer>> stages, RandomGenerator random) {
    List<Integer> stage = one(stages, random);
    if (stage.size() < 2) {
      return false;
    }
    int index = random.nextInt(stage.size());
    int multiplier = stage.remove(index);
    int neighbour = Math.min(index, stage.size() - 1);
    stage.set(neighbour, stage.get(neighbour) * multiplier);
    return stage.get(neighbour) <= MOST_GROWTH;
  }

  /** Doubles the channels at one block more, drawn from those that can. */
  private static boolean grow(List<List<Integer>> stages, RandomGenerator random) {
    return scale(stages, random, 1, MOST_GROWTH / 2, multiplier -> 2 * multiplier);
  }

  /** Takes away one doubling, drawn from the blocks that have one. */
  private static boolean shrink(List<List<Integer>> stages, RandomGenerator random) {
    return scale(stages, random, 2, MOST_GROWTH, multiplier -> multiplier / 2);
  }

  private static boolean scale(
      List<List<Integer>> stages,
      RandomGenerator random,
      int least,
      int most,
      IntUnaryOperator to) {
    List<int[]> able = new ArrayList<>();
    for (int s = 0; s < stages.size(); s++) {
      for (int b = 0; b < stages.get(s).size(); b++) {
        int multiplier = stages.get(s).get(b);
        if (multiplier >= least && multiplier <= most) {
          able.add(new int[] {s, b});
        }
      }
    }
    if (able.isEmpty()) {
      return false;
    }
    int[] place = one(able, random);
    List<Integer> stage = stages.get(place[0]);
    stage.set(place[1], to.applyAsInt(stage.get(place[1])));
    return true;
  }
}
