package io.nasoa.baselines.hpo;

import org.jspecify.annotations.Nullable;

/**
 * An evaluation as a method remembers it.
 *
 * @param trial place of its configuration among the trials
 * @param level its rung's budget, 0 for the least
 * @param loss what came out, infinite for a crash; null while nobody has told it
 */
public record Run(int trial, int level, @Nullable Double loss) {
  Run told(double outcome) {
    return new Run(trial, level, outcome);
  }
}
