package io.nasoa.worker.temporal;

import io.nasoa.activities.search.SearchDocuments;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.search.FinishSearchInput;
import io.nasoa.workflows.search.NasSearchWorkflow;
import io.nasoa.workflows.search.SearchRecordActivities;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.SearchStore;
import java.time.Clock;

/** The searches of a process. Thread-safe. */
public final class SearchService
    extends RunService<SearchRequest, SearchWorkflowState, SearchStatus, SearchResult> {
  private final SearchRecordActivities records;

  /**
   * The searches of a session whose workers know them.
   *
   * @param claiming held while a server is renewed: nothing is started on one that is about to go
   */
  SearchService(
      SearchStore store,
      SearchRecordActivities records,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
    super(
        RunKind.SEARCH, store, new SearchDocuments(), settings, session::searches, claiming, clock);
    this.records = records;
  }

  @Override
  SearchStatus statusOf(SearchWorkflowState state, TaskState run) {
    return SearchStatus.of(state, run);
  }

  @Override
  void endAsCancelled(SearchWorkflowState state) {
    var unused =
        records.finish(
            new FinishSearchInput(
                FinishSearchInput.SCHEMA, state, TaskState.CANCELLED, null, null));
  }

  /**
   * Lets a search end now with the front it has; {@link #await} tells when it has.
   *
   * @throws RunNotFoundException if there is no such search
   * @throws TaskStateException if it has ended without a front
   */
  public SearchStatus stop(String id) {
    if (newestRun(id).state() != io.nasoa.zoo.store.TaskState.SUCCEEDED) {
      intervene(id, "stopped", NasSearchWorkflow.STOP, RunInterventions::stopped);
      takeUp(id);
    }
    return status(id);
  }
}
