package io.nasoa.baselines.hpo.space;

import java.util.List;

/**
 * When a parameter is in play: when another one is, and has one of some levels.
 *
 * @param parameter name of a categorical parameter that stands before
 * @param levels at least one of its levels
 */
public record Condition(String parameter, List<String> levels) {
  public Condition {
    levels = List.copyOf(levels);
    if (levels.isEmpty()) {
      throw new IllegalArgumentException(
          "a condition names no level of parameter '%s', expected at least one"
              .formatted(parameter));
    }
  }
}
