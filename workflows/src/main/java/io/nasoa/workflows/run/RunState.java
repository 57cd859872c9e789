package io.nasoa.workflows.run;

import org.jspecify.annotations.Nullable;

/**
 * The whole state of long work, which is also its workflow's input.
 *
 * @param <S> its own type
 */
public interface RunState<S> {
  /** What was asked for. */
  RunRequest request();

  /** Number of the run, from 1. */
  int run();

  /** What has been asked of it meanwhile; null when nothing has. */
  @Nullable RunInterventions interventions();

  /** What has been asked of it meanwhile. */
  default RunInterventions interventionsOrNone() {
    RunInterventions asked = interventions();
    return asked == null ? RunInterventions.NONE : asked;
  }

  /** The same with something asked of it. */
  S with(@Nullable RunInterventions asking);

  /** The same after that many more active milliseconds; below zero counts as none. */
  S plusActive(long millis);

  /** The same as a later run, which goes on where this one ended. */
  S asRun(int number, long acceptedAtMillis);
}
