package io.nasoa.activities.search;

import static java.util.stream.Collectors.toMap;

import io.nasoa.activities.record.LoggedRunRecords;
import io.nasoa.workflows.search.AdvanceInput;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.FinishSearchInput;
import io.nasoa.workflows.search.SearchRecordActivities;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.SearchStore;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store's side of a search. An unreachable store is tried again by the workflow; every write
 * may be repeated. Safe for use by many threads.
 */
public final class SearchRecordActivitiesImpl implements SearchRecordActivities {
  private static final Logger log = LoggerFactory.getLogger(SearchRecordActivitiesImpl.class);

  private final Path artifactRoot;
  private final LoggedRunRecords<SearchWorkflowState, SearchResult> records;

  /**
   * @param artifactRoot the directory that all workers share; the candidates' files lie there
   */
  public SearchRecordActivitiesImpl(SearchStore searches, Path artifactRoot, Clock clock) {
    this.artifactRoot = artifactRoot.toAbsolutePath().normalize();
    records = new LoggedRunRecords<>(searches, new SearchDocuments(), clock, log);
  }

  @Override
  public SearchWorkflowState advance(AdvanceInput input) {
    String id = input.state().request().searchId();
    // Refused: a space without networks within the limits, a state that no search has written.
    SearchAdvance.Step step =
        records.next(id, FailureTypes.INVALID_REQUEST, () -> SearchAdvance.of(input));
    records.save(
        step.state(),
        step.evaluated().stream().collect(toMap(EvaluatedCandidate::number, done -> done)));
    // What a candidate left behind is of no use once its outcome stands in the store.
    step.evaluated()
        .forEach(
            done -> records.collect(CandidateFiles.directory(artifactRoot, id, done.number())));
    return step.state();
  }

  @Override
  public void saveState(SearchWorkflowState state) {
    records.save(state);
  }

  @Override
  public SearchResult finish(FinishSearchInput input) {
    SearchResult result = records.finish(input.search(), input.state(), input.toResult());
    if (input.state() == TaskState.SUCCEEDED) {
      records.collect(CandidateFiles.search(artifactRoot, input.search().request().searchId()));
    }
    return result;
  }
}
