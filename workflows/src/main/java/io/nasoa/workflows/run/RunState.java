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

  /** What has been asked of it meanwhile. */
  RunInterventions interventionsOrNone();

  /** The same with something asked of it. */
  S with(@Nullable RunInterventions asking);

  /** The same as a later run, which goes on where this one ended. */
  S asRun(int number, long acceptedAtMillis);
}
