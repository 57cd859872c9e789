package io.nasoa.zoo.replay;

import io.nasoa.zoo.task.TaskGroup;
import java.util.EnumSet;
import java.util.Set;

/**
 * How planning is evaluated on a table.
 *
 * @param seeds how many, at least 1: each orders prior experience and stream, and draws at random
 * @param firstSeed the first of them; the others follow
 * @param streamTasks tasks of a stream, at least 1 (protocol P10)
 * @param orders of the stream, at least 1
 * @param shiftAt tasks before the mix shifts
 * @param slowAt tasks before one of two slots runs at half speed
 * @param window tasks that are reported together, at least 1
 * @param headroom by which a run may exceed its limit before it misses its deadline, as a factor of
 *     at least 1: the table's steps fill the limit, so that the time of a plan's safety margin is
 *     missing from it
 * @param priorRoles roles of groups that prior experience comes from
 */
public record ReplaySettings(
    int seeds,
    long firstSeed,
    int streamTasks,
    int orders,
    int shiftAt,
    int slowAt,
    int window,
    double headroom,
    Set<TaskGroup.Role> priorRoles) {

  /** Those of the protocol, with experience of all other groups. */
  public static final ReplaySettings PROTOCOL =
      new ReplaySettings(5, 0, 120, 2, 60, 90, 20, 1.1, EnumSet.allOf(TaskGroup.Role.class));

  public ReplaySettings {
    priorRoles = Set.copyOf(priorRoles);
    require(seeds >= 1, "seeds", seeds, "at least 1");
    require(streamTasks >= 1, "stream tasks", streamTasks, "at least 1");
    require(orders >= 1, "orders", orders, "at least 1");
    require(shiftAt >= 0, "shift", shiftAt, "at least 0");
    require(slowAt >= 0, "slow-down", slowAt, "at least 0");
    require(window >= 1, "window", window, "at least 1");
    require(headroom >= 1, "headroom", headroom, "at least 1");
    require(!priorRoles.isEmpty(), "roles of prior experience", priorRoles, "at least one");
  }

  private static void require(boolean holds, String field, Object value, String expected) {
    if (!holds) {
      throw new InvalidReplayException("%s must be %s, was %s".formatted(field, expected, value));
    }
  }

  /** The same with other seeds. */
  public ReplaySettings withSeeds(int count, long first) {
    return new ReplaySettings(
        count, first, streamTasks, orders, shiftAt, slowAt, window, headroom, priorRoles);
  }

  /**
   * The same with streams of so many tasks, whose mix shifts and whose slot slows in proportion.
   */
  public ReplaySettings withStreamTasks(int tasks) {
    return new ReplaySettings(
        seeds,
        firstSeed,
        tasks,
        orders,
        tasks / 2,
        (int) (tasks * 3L / 4),
        window,
        headroom,
        priorRoles);
  }

  /** The same with prior experience of other roles. */
  public ReplaySettings withPriorRoles(Set<TaskGroup.Role> roles) {
    return new ReplaySettings(
        seeds, firstSeed, streamTasks, orders, shiftAt, slowAt, window, headroom, roles);
  }
}
