package io.nasoa.zoo.replay;

import io.nasoa.zoo.task.TaskGroup;
import org.jspecify.annotations.Nullable;

/**
 * What a method chose in a cell and what came of it. Accuracies are in [0, 1].
 *
 * @param replaySeed of all that is random in the replay
 * @param group that was left out
 * @param role of the group
 * @param task name of the task
 * @param limit reference seconds
 * @param tableSeed seed of the table's split
 * @param informative whether it matters in this cell what is chosen
 * @param method its label
 * @param configuration name of what was chosen
 * @param policy that decided, null where no planner chose
 * @param select accuracy on SELECT
 * @param test accuracy on TEST
 * @param regret points of TEST below the best zoo configuration of the cell; a rival may be better
 *     than all of them
 * @param low lower end of the expected accuracy, null where no planner chose
 * @param high upper end likewise
 * @param costSeconds reference seconds of the run
 */
public record ReplayRow(
    long replaySeed,
    String group,
    TaskGroup.Role role,
    String task,
    double limit,
    long tableSeed,
    boolean informative,
    String method,
    String configuration,
    @Nullable String policy,
    double select,
    double test,
    double regret,
    @Nullable Double low,
    @Nullable Double high,
    double costSeconds) {

  static ReplayRow of(
      long replaySeed, ReplayCell cell, boolean informative, Method method, Choice choice) {
    CellRun run = choice.run();
    var plan = choice.plan();
    return new ReplayRow(
        replaySeed,
        cell.group().name(),
        cell.group().role(),
        cell.task(),
        cell.limit(),
        cell.seed(),
        informative,
        method.label(),
        run.name(),
        plan == null ? null : plan.policy().name(),
        run.select(),
        run.test(),
        100 * (cell.best().test() - run.test()),
        plan == null ? null : plan.low(),
        plan == null ? null : plan.high(),
        run.costSeconds());
  }

  /** Name of the cell within its task. */
  String cell() {
    return "%s s, seed %d".formatted(limit, tableSeed);
  }
}
