package io.nasoa.workflows.run;

import org.jspecify.annotations.Nullable;

/**
 * How long work ended.
 *
 * @param <T> what tells where it stood
 */
public interface RunResult<T extends RunStatus> {
  /** Where it stood. */
  T status();

  /** One of {@link io.nasoa.workflows.tuning.FailureTypes} when it failed. */
  @Nullable String failureType();

  /** One sentence when it failed. */
  @Nullable String error();
}
