package io.nasoa.baselines.hpo;

/** What a schedule wants to be evaluated next. */
sealed interface Job {
  /** At which rung, 0 for the least budget. */
  int level();

  /** A new configuration. */
  record Fresh(int bracket, int level) implements Job {}

  /** A configuration that has been evaluated before, at less budget. */
  record Promoted(int trial, int level) implements Job {}
}
