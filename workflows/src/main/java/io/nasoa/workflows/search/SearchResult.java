package io.nasoa.workflows.search;

import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * How a run of a search ended.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param status where it stood
 * @param endedBy {@link EndedBy#SCHEDULE} when all was evaluated, {@link EndedBy#STOP}; null when
 *     it failed or was cancelled
 * @param failureType one of {@link io.nasoa.workflows.tuning.FailureTypes} when it failed
 * @param error one sentence when it failed
 */
public record SearchResult(
    int schema,
    SearchStatus status,
    @Nullable EndedBy endedBy,
    @Nullable String failureType,
    @Nullable String error)
    implements RunResult<SearchStatus> {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** The result that belongs to an end. */
  static SearchResult of(FinishSearchInput input) {
    EndedBy ending =
        input.state() != TaskState.SUCCEEDED
            ? null
            : input.search().interventionsOrNone().stop() ? EndedBy.STOP : EndedBy.SCHEDULE;
    return new SearchResult(
        SCHEMA,
        SearchStatus.of(input.search(), input.state()),
        ending,
        input.failureType(),
        input.error());
  }
}
