package io.nasoa.activities.search;

import io.nasoa.activities.record.StoreCluster;
import io.nasoa.activities.training.TrainingControl;
import io.nasoa.workflows.search.CandidateInput;
import io.nasoa.workflows.search.CandidateOutcome;
import io.nasoa.workflows.search.EvaluatedCandidate;
import io.nasoa.workflows.search.NasSearchWorkflow;
import io.nasoa.workflows.search.NasSearchWorkflowImpl;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.zoo.store.SearchStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/**
 * A time-skipping server with one control worker on a real store and one trainer on real files;
 * what is evaluated is made up.
 */
final class SearchCluster
    extends StoreCluster<NasSearchWorkflow, SearchRequest, SearchWorkflowState> {
  final SearchStore searches;

  /** What evaluates; may be replaced while it runs. */
  volatile CandidateEvaluator evaluator = new SyntheticEvaluator();

  private final SearchDocuments documents = new SearchDocuments();

  SearchCluster(Path directory) {
    super(directory.resolve("data"), NasSearchWorkflow.class, SearchCluster::id);
    searches = new SearchStore(database);
    serve(
        NasSearchWorkflowImpl.class,
        new SearchRecordActivitiesImpl(searches, root, Clock.systemUTC()),
        new SearchActivitiesImpl(root, this::evaluate, InstantSource.system()),
        4);
  }

  @Override
  protected SearchStore store() {
    return searches;
  }

  @Override
  protected SearchDocuments documents() {
    return documents;
  }

  private CandidateOutcome evaluate(CandidateInput input, Path work, TrainingControl control)
      throws IOException {
    return evaluator.evaluate(input, work, control);
  }

  SearchResult run(SearchRequest request) {
    start(request);
    return result(request.searchId());
  }

  SearchResult result(String id) {
    return stub(id).getResult(SearchResult.class);
  }

  NasSearchWorkflow search(String id) {
    return workflow(id);
  }

  static String id(String search) {
    return TaskQueues.searchWorkflowId("default", search);
  }

  List<EvaluatedCandidate> log(String id) {
    return documents.log(id, searches.entries(id));
  }

  void awaitTold(String id, int evaluations) {
    awaitUntil(
        "the store knows of %d evaluations".formatted(evaluations),
        () -> searches.entries(id).size() >= evaluations);
  }

  void awaitPause(String id) {
    awaitPause(() -> search(id).status());
  }
}
