package io.nasoa.zoo.replay;

import java.util.Locale;

/** A way to choose among what was run in a cell (protocol P6). */
public enum Method {
  /** The planner as it is, learning from its own runs on the way. */
  NASOA,
  /** The planner as it is, with prior experience only. */
  NASOA_FROZEN,
  /** The single configuration for the limit that was best on the other groups. */
  ONE,
  /** One zoo model with its default regime, the model that was best so on the other groups. */
  FIXED,
  /** The best of the networks designed by hand, with its default regime, in hindsight. */
  RIVALS,
  /** Any, by the seed. */
  RANDOM,
  /** What was best on the most similar past task. */
  NEAREST_PAST_TASK,
  /** What a linear model predicts to be best. */
  RIDGE,
  /** What the network of learned depth predicts to be best. */
  ADAPTIVE,
  /** The best by SELECT of the cell itself: what no prediction can be expected to exceed. */
  SELECT,
  /** The best by TEST: what regret is counted from. */
  ORACLE;

  /** Its name in figures. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
