package io.nasoa.baselines.comparison;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Everything that a comparison runs, in its order: seed by seed, so that an interrupted one is a
 * comparison with fewer seeds; in each the limits ascending, the groups taking turns, and on a task
 * all methods one after the other, another one first each time, so that whatever the machine does
 * in the course of the hours hits all alike.
 *
 * <p>A cell's number hangs on nothing but what it is: asked for more seeds, a comparison has
 * further cells, and those that it had keep their numbers. Immutable.
 */
public final class ComparisonCells {
  private final List<Integer> turns;
  private final List<Arm> arms;
  private final List<Double> limits;
  private final int seeds;
  private final int planSeeds;

  /**
   * @param groups the group of each task
   * @param arms what is run on each, no two alike
   * @param limits reference seconds, ascending
   * @param seeds of each search, at least 1
   * @param planSeeds of each method that plans once, at least 1
   */
  public ComparisonCells(
      List<String> groups, List<Arm> arms, List<Double> limits, int seeds, int planSeeds) {
    if (groups.isEmpty() || arms.isEmpty() || limits.isEmpty() || seeds < 1 || planSeeds < 1) {
      throw new IllegalArgumentException(
          "a comparison has %d tasks, %d arms, %d limits, %d and %d seeds, expected at least 1 each"
              .formatted(groups.size(), arms.size(), limits.size(), seeds, planSeeds));
    }
    this.turns = turns(groups);
    this.arms = List.copyOf(arms);
    this.limits = List.copyOf(limits);
    this.seeds = seeds;
    this.planSeeds = planSeeds;
  }

  /** Numbers of the tasks: each group's first, then each group's second, and so on. */
  private static List<Integer> turns(List<String> groups) {
    Map<String, List<Integer>> tasks = new LinkedHashMap<>();
    for (int task = 0; task < groups.size(); task++) {
      tasks.computeIfAbsent(groups.get(task), any -> new ArrayList<>()).add(task);
    }
    List<Integer> turns = new ArrayList<>();
    for (int turn = 0; turns.size() < groups.size(); turn++) {
      for (List<Integer> group : tasks.values()) {
        if (turn < group.size()) {
          turns.add(group.get(turn));
        }
      }
    }
    return List.copyOf(turns);
  }

  /** One above the largest number there may be. */
  public int end() {
    return Math.max(seeds, planSeeds) * limits.size() * turns.size() * arms.size();
  }

  /** How many cells there are. */
  public int count() {
    int perSeed = limits.size() * turns.size();
    return arms.stream().mapToInt(arm -> perSeed * seeds(arm)).sum();
  }

  private int seeds(Arm arm) {
    return arm.method().isSearch() ? seeds : planSeeds;
  }

  /**
   * The cell of a number.
   *
   * @param number 0 to {@link #end} - 1, whether the comparison has it or not
   */
  public ComparisonCell cell(int number) {
    if (number < 0 || number >= end()) {
      throw new IllegalArgumentException(
          "a comparison's cells are numbered 0 to %d, not %d".formatted(end() - 1, number));
    }
    int place = number % arms.size();
    int row = number / arms.size();
    int turn = row % turns.size();
    int limit = row / turns.size() % limits.size();
    int seed = row / turns.size() / limits.size();
    Arm arm = arms.get((place + turn + seed) % arms.size());
    return new ComparisonCell(number, turns.get(turn), arm, limits.get(limit), seed);
  }

  /** Whether the comparison has it. */
  public boolean contains(ComparisonCell cell) {
    return cell.seed() < seeds(cell.arm());
  }

  /** Number of the first cell from a number on; empty behind the last. */
  public OptionalInt next(int from) {
    for (int number = Math.max(0, from); number < end(); number++) {
      if (contains(cell(number))) {
        return OptionalInt.of(number);
      }
    }
    return OptionalInt.empty();
  }

  /** All cells in their order. */
  public List<ComparisonCell> all() {
    List<ComparisonCell> cells = new ArrayList<>();
    for (OptionalInt next = next(0); next.isPresent(); next = next(next.getAsInt() + 1)) {
      cells.add(cell(next.getAsInt()));
    }
    return List.copyOf(cells);
  }

  /**
   * Reference seconds that a cell is meant to cost.
   *
   * @param cap of a search, in multiples of the limit
   */
  public static double weight(ComparisonCell cell, double cap) {
    return cell.limit() * (cell.arm().method().isSearch() ? cap : 1);
  }

  /** Reference seconds that all cells are meant to cost. */
  public double weight(double cap) {
    double perTask = 0;
    for (double limit : limits) {
      for (Arm arm : arms) {
        perTask += seeds(arm) * limit * (arm.method().isSearch() ? cap : 1);
      }
    }
    return perTask * turns.size();
  }
}
