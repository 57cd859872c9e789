package io.nasoa.workflows.tuning;

import org.jspecify.annotations.Nullable;

/**
 * What the plan expects; null is what nobody can tell yet.
 *
 * @param accuracy expected accuracy in [0, 1]
 * @param low lower end of its interval
 * @param high upper end of its interval
 * @param seconds expected active seconds from planning to the evaluated model
 */
public record Prediction(
    @Nullable Double accuracy,
    @Nullable Double low,
    @Nullable Double high,
    @Nullable Double seconds) {

  /** Nothing is expected. */
  public static final Prediction NONE = new Prediction(null, null, null, null);
}
