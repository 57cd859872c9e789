package io.nasoa.zoo.table;

import io.nasoa.zoo.regime.Configuration;
import io.nasoa.zoo.regime.RegimeSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which configurations are run on each task (protocol P12). Of {@code size} configurations, one is
 * each model's default; half of the others are a Latin hypercube that all tasks share, the rest one
 * of the task's own.
 *
 * <p>A task has the same configurations at every limit, so that the limit's effect is seen on pairs
 * and a shorter limit's rows come first. The shared half makes tasks comparable: the best single
 * configuration of other groups has been run on this one too, and ranks are within one set of
 * configurations. The own half spreads the regimes: a response that is only known at a few points
 * cannot be learned, however many tasks have them.
 *
 * <p>A task with fewer configurations has the first of the same order, in which defaults, shared
 * and own ones take turns. Immutable; a function of space, size and seed.
 */
public final class ConfigurationDesign {
  private final RegimeSpace space;
  private final long seed;
  private final List<DesignedConfiguration> defaults;
  private final List<DesignedConfiguration> shared;
  private final int own;

  /**
   * A design.
   *
   * @param size configurations of a task, at least one for each model of the space
   * @param seed of all draws
   */
  public ConfigurationDesign(RegimeSpace space, int size, long seed) {
    List<Configuration> known = space.defaults();
    if (size < known.size()) {
      throw new IllegalArgumentException(
          "a design of %d configurations is too small for the defaults of %d models"
              .formatted(size, known.size()));
    }
    this.space = space;
    this.seed = seed;
    defaults =
        known.stream().map(it -> new DesignedConfiguration("default-" + it.model(), it)).toList();
    int drawn = size - defaults.size();
    shared = hypercube("shared", (drawn + 1) / 2, new SplittableRandom(seed));
    own = drawn / 2;
  }

  private List<DesignedConfiguration> hypercube(String name, int count, SplittableRandom random) {
    List<DesignedConfiguration> named = new ArrayList<>();
    if (count > 0) {
      for (Configuration configuration : space.latinHypercube(count, random)) {
        named.add(new DesignedConfiguration(name + "-" + (named.size() + 1), configuration));
      }
    }
    return named;
  }

  /** How many configurations a task has at most. */
  public int size() {
    return defaults.size() + shared.size() + own;
  }

  /**
   * The configurations of a task.
   *
   * @param task its name, the same on every machine
   * @param count 1 to {@link #size}; fewer are the first of more
   */
  public List<DesignedConfiguration> of(String task, int count) {
    if (count < 1 || count > size()) {
      throw new IllegalArgumentException(
          "a task has 1 to %d configurations, not %d".formatted(size(), count));
    }
    long draw = seedOf(task);
    List<DesignedConfiguration> first = rotated(defaults, draw);
    List<DesignedConfiguration> third = hypercube("own", own, new SplittableRandom(draw));
    List<DesignedConfiguration> order = new ArrayList<>();
    for (int turn = 0; order.size() < size(); turn++) {
      for (List<DesignedConfiguration> kind : List.of(first, shared, third)) {
        if (turn < kind.size()) {
          order.add(kind.get(turn));
        }
      }
    }
    return List.copyOf(order.subList(0, count));
  }

  /** Tasks with few configurations begin with different models. */
  private static List<DesignedConfiguration> rotated(List<DesignedConfiguration> list, long draw) {
    int first = (int) Math.floorMod(draw, (long) list.size());
    List<DesignedConfiguration> rotated = new ArrayList<>(list.subList(first, list.size()));
    rotated.addAll(list.subList(0, first));
    return rotated;
  }

  private long seedOf(String task) {
    long mixed = seed;
    for (int i = 0; i < task.length(); i++) {
      mixed = new SplittableRandom(mixed * 31 + task.charAt(i)).nextLong();
    }
    return mixed;
  }
}
