package io.nasoa.zoo.replay;

import io.nasoa.zoo.planning.Plan;
import org.jspecify.annotations.Nullable;

/**
 * What a method chose in a cell.
 *
 * @param run that it chose
 * @param plan that the choice was made by; null where no planner chose
 */
record Choice(CellRun run, @Nullable Plan plan) {
  static Choice of(CellRun run) {
    return new Choice(run, null);
  }
}
