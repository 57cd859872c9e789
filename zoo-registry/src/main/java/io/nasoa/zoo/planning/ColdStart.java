package io.nasoa.zoo.planning;

/** How much of what was learned is believed while few tasks are known. */
final class ColdStart {
  private static final int NONE_BELOW = 3;
  private static final int ALL_FROM = 10;

  private ColdStart() {}

  /** Share of a predicted difference between candidates that is believed after so many tasks. */
  static double share(long tasks) {
    if (tasks < NONE_BELOW) {
      return 0;
    }
    return tasks < ALL_FROM ? tasks / (tasks + 10.0) : 1;
  }
}
