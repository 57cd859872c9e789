package io.nasoa.zoo.planning;

/**
 * A way to choose among candidates. The first one is what any other has to prove itself against.
 */
public enum Policy {
  /** The one configuration for this limit that was best on the other tasks. */
  PORTFOLIO_OF_ONE,
  /** The largest model that sees the images often enough, with its default regime. */
  DEFAULT,
  /** What was best on the past task that is most like this one. */
  NEAREST_PAST_TASK,
  /** What a linear model predicts to be best. */
  RIDGE,
  /** What the network of learned depth predicts to be best. */
  ADAPTIVE
}
