package io.nasoa.workflows.hpo;

import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a search for hyper-parameters ended.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param status where it stood
 * @param endedBy {@link EndedBy#BUDGET} when no more fits under the cap, {@link EndedBy#STOP}; null
 *     when it failed or was cancelled
 * @param failureType one of {@link io.nasoa.workflows.tuning.FailureTypes} when it failed
 * @param error one sentence when it failed
 */
public record HpoResult(
    int schema,
    HpoStatus status,
    @Nullable EndedBy endedBy,
    @Nullable String failureType,
    @Nullable String error)
    implements RunResult<HpoStatus> {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** The result that belongs to an end. */
  static HpoResult of(FinishHpoInput input) {
    EndedBy ending =
        input.state() != TaskState.SUCCEEDED
            ? null
            : input.hpo().interventionsOrNone().stop() ? EndedBy.STOP : EndedBy.BUDGET;
    return new HpoResult(
        SCHEMA,
        HpoStatus.of(input.hpo(), input.state()),
        ending,
        input.failureType(),
        input.error());
  }
}
