package io.nasoa.zoo.replay;

import io.nasoa.zoo.task.TaskGroup;
import org.jspecify.annotations.Nullable;

/**
 * What a method chose for a task of a stream and what came of it. Accuracies are in [0, 1].
 *
 * @param order number of the stream's order
 * @param position in the stream, from 0
 * @param group that was left out
 * @param role of the group
 * @param task name of the task
 * @param limit reference seconds
 * @param informative whether it matters what is chosen
 * @param look of its images
 * @param slot that it ran on
 * @param slowdown of the slot
 * @param method its label
 * @param configuration name of what was chosen
 * @param policy that decided
 * @param select accuracy on SELECT
 * @param test accuracy on TEST
 * @param inTime the same, that of chance where the deadline was missed
 * @param regret points of TEST below the best configuration of the cell, in time or not
 * @param low lower end of the promised interval, null where none was
 * @param high upper end likewise
 * @param seconds that the run took on its slot
 * @param deadlineSeconds that it had
 */
public record StreamRow(
    int order,
    int position,
    String group,
    TaskGroup.Role role,
    String task,
    double limit,
    boolean informative,
    Look look,
    int slot,
    double slowdown,
    String method,
    String configuration,
    String policy,
    double select,
    double test,
    double inTime,
    double regret,
    @Nullable Double low,
    @Nullable Double high,
    double seconds,
    double deadlineSeconds) {
  /** Whether it came too late. */
  public boolean isMissed() {
    return seconds > deadlineSeconds;
  }

  /** Whether TEST was in the promised interval; not where none was promised. */
  public boolean isCovered() {
    Double from = low;
    Double to = high;
    return from != null && to != null && test >= from && test <= to;
  }
}
