package io.nasoa.zoo.replay;

import io.nasoa.zoo.task.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * For each group what may be known when it is evaluated. Groups hang on nothing of each other, so
 * that they learn side by side and the result is the same. For use by one thread.
 */
final class LeftOutGroups {
  private final Map<String, GroupKnowledge> byGroup;

  private LeftOutGroups(Map<String, GroupKnowledge> byGroup) {
    this.byGroup = new TreeMap<>(byGroup);
  }

  /**
   * Prior experience.
   *
   * @param roles of groups that it may come from
   * @param seed of the order of groups and of the tasks of each
   */
  static LeftOutGroups prior(ReplayTable table, Set<TaskGroup.Role> roles, long seed) {
    List<List<ReplayCell>> order = order(table, roles, seed);
    return new LeftOutGroups(
        table.groups().parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    leftOut -> leftOut, leftOut -> GroupKnowledge.prior(without(order, leftOut)))));
  }

  private static List<List<ReplayCell>> without(List<List<ReplayCell>> order, String group) {
    return order.stream().filter(cells -> !cells.get(0).group().name().equals(group)).toList();
  }

  private static List<List<ReplayCell>> order(
      ReplayTable table, Set<TaskGroup.Role> roles, long seed) {
    Map<String, List<ReplayCell>> cells = new TreeMap<>();
    for (ReplayCell cell : table.cells()) {
      if (roles.contains(cell.group().role())) {
        cells.computeIfAbsent(cell.group().name(), unknown -> new ArrayList<>()).add(cell);
      }
    }
    List<List<ReplayCell>> order = new ArrayList<>();
    for (String group : Draws.shuffled(List.copyOf(cells.keySet()), Draws.of(seed, "groups"))) {
      List<ReplayCell> own = Objects.requireNonNull(cells.get(group));
      order.add(Draws.shuffled(own, Draws.of(seed, "cells of " + group)));
    }
    return order;
  }

  /** The same, going on on their own. */
  LeftOutGroups copy() {
    Map<String, GroupKnowledge> copy = new TreeMap<>();
    byGroup.forEach((group, knowledge) -> copy.put(group, knowledge.copy()));
    return new LeftOutGroups(copy);
  }

  /** What may be known of a cell. */
  GroupKnowledge without(ReplayCell cell) {
    return Objects.requireNonNull(byGroup.get(cell.group().name()));
  }

  /**
   * Lets everyone learn who may: all but those who are evaluated on the cell's group.
   *
   * @param lesson is called by several threads at once, each with knowledge of its own
   */
  void teach(ReplayCell cell, BiConsumer<ReplayCell, GroupKnowledge> lesson) {
    byGroup.entrySet().parallelStream()
        .filter(entry -> !entry.getKey().equals(cell.group().name()))
        .forEach(entry -> lesson.accept(cell, entry.getValue()));
  }
}
