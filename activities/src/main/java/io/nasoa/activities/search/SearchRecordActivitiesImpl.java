package io.nasoa.activities.search;

import io.nasoa.activities.network.AtomicFiles;
import io.nasoa.activities.work.Recording;
import io.nasoa.workflows.search.AdvanceInput;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.FinishSearchInput;
import io.nasoa.workflows.search.SearchRecordActivities;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.zoo.store.LoggedRunStore;
import io.nasoa.zoo.store.SearchStore;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskState;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's side of a search. An unreachable store is tried again by the workflow; every write
 * may be repeated. Safe for use by many threads.
 */
public final class SearchRecordActivitiesImpl implements SearchRecordActivities {
  private static final Logger log = LoggerFactory.getLogger(SearchRecordActivitiesImpl.class);

  private final SearchStore searches;
  private final Path artifactRoot;
  private final Clock clock;
  private final SearchDocuments documents = new SearchDocuments();

  /**
   * @param artifactRoot the directory that all workers share; the candidates' files lie there
   */
  public SearchRecordActivitiesImpl(SearchStore searches, Path artifactRoot, Clock clock) {
    this.searches = searches;
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    this.clock = clock;
  }

  @Override
  public SearchWorkflowState advance(AdvanceInput input) {
    SearchAdvance.Step step = step(input);
    save(step.state(), step.evaluated());
    step.evaluated().forEach(done -> collect(input.state().request(), done.number()));
    return step.state();
  }

  private static SearchAdvance.Step step(AdvanceInput input) {
    try {
      return SearchAdvance.of(input);
    } catch (IllegalArgumentException | IllegalStateException e) {
      // A space without networks within the limits, or a state that no search has written.
      throw ApplicationFailure.newNonRetryableFailureWithCause(
          "search %s cannot go on: %s"
              .formatted(input.state().request().searchId(), e.getMessage()),
          FailureTypes.INVALID_REQUEST,
          e);
    }
  }

  @Override
  public void saveState(SearchWorkflowState state) {
    save(state, List.of());
  }

  private void save(SearchWorkflowState state, List<EvaluatedCandidate> evaluated) {
    List<LoggedRunStore.Entry> entries =
        evaluated.stream()
            .map(done -> new LoggedRunStore.Entry(done.number(), documents.write(done)))
            .toList();
    Instant now = clock.instant();
    Recording.stored(
        log,
        () ->
            searches.saveProgress(
                state.request().searchId(),
                state.run(),
                state.interventionsOrNone().pause() ? TaskState.PAUSED : TaskState.RUNNING,
                documents.write(state),
                now,
                searches.appending(state.request().searchId(), entries, now)));
  }

  @Override
  public SearchResult finish(FinishSearchInput input) {
    SearchResult result = input.toResult();
    SearchRequest request = input.search().request();
    TaskRun stored =
        Recording.stored(
            log,
            () ->
                searches.finish(
                    request.searchId(),
                    input.search().run(),
                    Recording.endOf(input.state()),
                    documents.write(result),
                    clock.instant()));
    if (Recording.endOf(input.state()) == TaskState.SUCCEEDED) {
      collect(CandidateFiles.search(artifactRoot, request.searchId()));
    }
    String json = stored.resultJson();
    return json == null ? result : documents.result(request.searchId(), json);
  }

  /** What a candidate left behind is of no use once its outcome stands in the store. */
  private void collect(SearchRequest request, int number) {
    collect(CandidateFiles.directory(artifactRoot, request.searchId(), number));
  }

  private static void collect(Path directory) {
    try {
      AtomicFiles.deleteTree(directory);
    } catch (IOException e) {
      // It costs space only; the end of the search tries again.
      log.warn("{} stays: {}", directory, e.getMessage());
    }
  }
}
