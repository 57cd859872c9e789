package io.nasoa.zoo.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Differences by group, task and seed. Cells of one task and seed stay together: they share split,
 * order and head, so that to draw them one by one would make the interval too narrow.
 */
final class DifferenceTree {

  /** Sum and number of the differences of one task with one seed. */
  record SeedSum(double sum, int count) {}

  private final Map<String, List<List<SeedSum>>> tasksByGroup = new TreeMap<>();

  private DifferenceTree() {}

  /**
   * The order of the list plays no part.
   *
   * @throws IllegalArgumentException when there are none, or one is given twice
   */
  static DifferenceTree of(List<PairedDifference> differences) {
    if (differences.isEmpty()) {
      throw new IllegalArgumentException("no differences given");
    }
    Map<String, Map<String, Map<Long, Map<String, Double>>>> sorted = new TreeMap<>();
    for (PairedDifference one : differences) {
      Double before =
          sorted
              .computeIfAbsent(one.group(), name -> new TreeMap<>())
              .computeIfAbsent(one.task(), name -> new TreeMap<>())
              .computeIfAbsent(one.seed(), name -> new TreeMap<>())
              .put(one.cell(), one.difference());
      if (before != null) {
        throw new IllegalArgumentException(
            "group %s, task %s, cell %s, seed %d is given twice"
                .formatted(one.group(), one.task(), one.cell(), one.seed()));
      }
    }
    DifferenceTree tree = new DifferenceTree();
    sorted.forEach((group, tasks) -> tree.tasksByGroup.put(group, sums(tasks)));
    return tree;
  }

  private static List<List<SeedSum>> sums(Map<String, Map<Long, Map<String, Double>>> tasks) {
    List<List<SeedSum>> byTask = new ArrayList<>();
    for (Map<Long, Map<String, Double>> seeds : tasks.values()) {
      List<SeedSum> bySeed = new ArrayList<>();
      for (Map<String, Double> cells : seeds.values()) {
        double sum = cells.values().stream().mapToDouble(Double::doubleValue).sum();
        bySeed.add(new SeedSum(sum, cells.size()));
      }
      byTask.add(bySeed);
    }
    return byTask;
  }

  /** The tasks of each group, each a list of seeds; groups in the order of their names. */
  List<List<List<SeedSum>>> groups() {
    return List.copyOf(tasksByGroup.values());
  }

  /** Mean over all cells and seeds of each group, in the order of the groups' names. */
  Map<String, Double> means() {
    Map<String, Double> means = new TreeMap<>();
    tasksByGroup.forEach(
        (group, tasks) -> {
          double sum = 0;
          int count = 0;
          for (List<SeedSum> seeds : tasks) {
            for (SeedSum seed : seeds) {
              sum += seed.sum();
              count += seed.count();
            }
          }
          means.put(group, sum / count);
        });
    return means;
  }
}
