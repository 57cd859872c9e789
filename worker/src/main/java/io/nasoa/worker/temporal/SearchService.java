package io.nasoa.worker.temporal;

import io.nasoa.activities.search.SearchDocuments;
import io.nasoa.workflows.search.FinishSearchInput;
import io.nasoa.workflows.search.NasSearchWorkflow;
import io.nasoa.workflows.search.SearchInterventions;
import io.nasoa.workflows.search.SearchRecordActivities;
import io.nasoa.workflows.search.SearchRequest;
import io.nasoa.workflows.search.SearchRequestHash;
import io.nasoa.workflows.search.SearchResult;
import io.nasoa.workflows.search.SearchStatus;
import io.nasoa.workflows.search.SearchWorkflowState;
import io.nasoa.zoo.store.ClaimOutcome;
import io.nasoa.zoo.store.SearchStore;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskState;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Searches from their start to their result, beside the {@link TaskService} of the same process:
 * the store decides what a request is, Temporal does the work. Thread-safe.
 */
public final class SearchService {
  private final SearchStore searches;
  private final SearchRecordActivities records;
  private final WorkerSettings settings;
  private final Supplier<SearchWorkflows> workflows;
  private final Clock clock;
  private final SearchDocuments documents = new SearchDocuments();
  private final Object claiming;

  /** Searches whose workflow was asked to cancel, which a lost one forgets. */
  private final Set<String> cancelling = ConcurrentHashMap.newKeySet();

  /** Searches that this process works on, or has. */
  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  /**
   * @param workflows those of the server as it is now
   * @param claiming held while a server is renewed: nothing is started on one that is about to go
   */
  private SearchService(
      SearchStore searches,
      SearchRecordActivities records,
      WorkerSettings settings,
      Supplier<SearchWorkflows> workflows,
      Object claiming,
      Clock clock) {
    this.searches = searches;
    this.records = records;
    this.settings = settings;
    this.workflows = workflows;
    this.claiming = claiming;
    this.clock = clock;
  }

  /** The searches of a session whose workers know them. */
  static SearchService of(
      SearchStore store,
      WorkerActivities activities,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
    return new SearchService(
        store,
        activities.searchRecords().orElseThrow(),
        settings,
        session::searches,
        claiming,
        clock);
  }

  /**
   * Accepts a request: a new id starts a search, one whose last run failed or was cancelled goes on
   * behind its last evaluation; the same request again joins its run or gets its result.
   *
   * @throws IllegalArgumentException one sentence that says what is wrong with the request
   * @throws SearchConflictException if the id belongs to another request
   */
  public SearchSubmission submit(SearchRequest request) {
    List<String> problems = request.problems();
    String id = request.searchId();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "invalid search %s: %s".formatted(id, String.join("; ", problems)));
    }
    if (!request.deployment().equals(settings.deployment())) {
      throw new IllegalArgumentException(
          "search %s is for deployment %s, this is %s"
              .formatted(id, request.deployment(), settings.deployment()));
    }
    synchronized (claiming) {
      return claim(request);
    }
  }

  private SearchSubmission claim(SearchRequest request) {
    String id = request.searchId();
    ClaimOutcome outcome =
        searches.claim(
            id, SearchRequestHash.of(request), documents.write(request), clock.instant());
    if (outcome instanceof ClaimOutcome.Conflict) {
      throw new SearchConflictException(id);
    }
    if (outcome instanceof ClaimOutcome.Finished done) {
      return new SearchSubmission(
          id, done.run(), Submission.Kind.FINISHED, documents.result(id, done.resultJson()));
    }
    int run = require(id).newestRun().run();
    if (outcome instanceof ClaimOutcome.Started) {
      cancelling.remove(id);
      taken.add(id);
      workflows.get().startNew(state(id));
      return new SearchSubmission(id, run, Submission.Kind.STARTED, null);
    }
    takeUp(id);
    return new SearchSubmission(id, run, Submission.Kind.ATTACHED, null);
  }

  /**
   * Goes on with every search that has not ended, each behind its last evaluation; the paused ones
   * stay paused.
   *
   * @return the ids of those that go on, in the order of their start
   */
  public List<String> resumeUnfinished() {
    List<StoredTask> unfinished = searches.unfinished();
    unfinished.forEach(search -> takeUp(search.id()));
    return unfinished.stream()
        .filter(search -> search.newestRun().state() != TaskState.PAUSED)
        .map(StoredTask::id)
        .toList();
  }

  /** The ids of searches that this process works on and that nobody paused. */
  public List<String> active() {
    return searches.unfinished().stream()
        .filter(search -> search.newestRun().state() != TaskState.PAUSED)
        .map(StoredTask::id)
        .filter(taken::contains)
        .toList();
  }

  /** Whether no search is unfinished. */
  boolean idle() {
    return searches.unfinished().isEmpty();
  }

  private void takeUp(String id) {
    synchronized (claiming) {
      // A workflow stores its end before it closes: what is still open here has no workflow.
      if (workflows.get().isRunning(id) || endedMeanwhile(id)) {
        return;
      }
      taken.add(id);
      workflows.get().startOrAttach(state(id));
      // It may have ended between the look at the store and the start, which then began it anew.
      if (newestRun(id).state().isFinal()) {
        workflows.get().drop(id, "the search has ended already");
      }
    }
  }

  /** A workflow that its server has lost is never asked again: the stored state goes on. */
  void startAgain(String id) {
    synchronized (claiming) {
      if (stopped.isDone()) {
        return;
      }
      workflows.get().drop(id, "its server lost it");
      if (cancelling.remove(id)) {
        endAsCancelled(id);
      } else if (!newestRun(id).state().isFinal()) {
        workflows.get().startOrAttach(state(id));
      }
    }
  }

  /** Whether a search has ended; one whose workflow was terminated past us is cancelled by that. */
  private boolean endedMeanwhile(String id) {
    synchronized (claiming) {
      TaskRun run = newestRun(id);
      if (!run.state().isFinal() && workflows.get().wasTerminated(id, run.run())) {
        endAsCancelled(id);
      }
      return newestRun(id).state().isFinal();
    }
  }

  private void endAsCancelled(String id) {
    var unused =
        records.finish(
            new FinishSearchInput(
                FinishSearchInput.SCHEMA,
                state(id),
                io.nasoa.workflows.tuning.TaskState.CANCELLED,
                null,
                null));
  }

  /**
   * Waits until a search has ended, however it does.
   *
   * @throws SearchNotFoundException if there is no such search
   * @throws ServiceStoppedException if the service stops first
   */
  public SearchResult await(String id) throws InterruptedException {
    while (!newestRun(id).state().isFinal() && !stopped.isDone()) {
      awaitWorkflow(id);
    }
    String result = newestRun(id).resultJson();
    if (result == null) {
      throw new ServiceStoppedException(id);
    }
    return documents.result(id, result);
  }

  private void awaitWorkflow(String id) throws InterruptedException {
    CompletableFuture<?> end = workflows.get().end(id);
    try {
      CompletableFuture.anyOf(end, stopped).get();
    } catch (ExecutionException e) {
      boolean goesOn = endedMeanwhile(id) || workflows.get().isRunning(id);
      if (!stopped.isDone() && !goesOn) {
        throw new IllegalStateException(
            "the workflow of search %s ended without a result: %s".formatted(id, e.getCause()), e);
      }
    } finally {
      end.cancel(true);
    }
  }

  /**
   * Where a search stands.
   *
   * @throws SearchNotFoundException if there is no such search
   */
  public SearchStatus status(String id) {
    SearchStatus stored = stored(id);
    return stored.state().ended() || stopped.isDone()
        ? stored
        : workflows.get().status(id).orElse(stored);
  }

  private SearchStatus stored(String id) {
    TaskRun run = newestRun(id);
    return SearchStatus.of(
        state(id), io.nasoa.workflows.tuning.TaskState.valueOf(run.state().name()));
  }

  /**
   * Lets a search stand still; its candidates keep their checkpoints.
   *
   * @throws SearchNotFoundException if there is no such search
   * @throws TaskStateException if it has ended, or ends already
   */
  public SearchStatus pause(String id) {
    intervene(id, "paused", NasSearchWorkflow.PAUSE, SearchInterventions::paused);
    return status(id);
  }

  /**
   * Goes on with a search that is paused or that nobody works on.
   *
   * @throws SearchNotFoundException if there is no such search
   */
  public SearchStatus resume(String id) {
    if (!endedMeanwhile(id)) {
      intervene(id, "resumed", NasSearchWorkflow.RESUME, SearchInterventions::resumed);
      takeUp(id);
    }
    return status(id);
  }

  /**
   * Lets a search end now with the front it has; {@link #await} tells when it has.
   *
   * @throws SearchNotFoundException if there is no such search
   * @throws TaskStateException if it has ended without a front
   */
  public SearchStatus stop(String id) {
    if (newestRun(id).state() != TaskState.SUCCEEDED) {
      intervene(id, "stopped", NasSearchWorkflow.STOP, SearchInterventions::stopped);
      takeUp(id);
    }
    return status(id);
  }

  /**
   * Asks a search to end; {@link #await} tells when it has. Started again, it goes on.
   *
   * @throws SearchNotFoundException if there is no such search
   * @throws TaskStateException if it has ended in another way
   */
  public SearchStatus cancel(String id) {
    if (newestRun(id).state() != TaskState.CANCELLED) {
      requireUnfinished(id, "cancelled");
      cancelling.add(id);
      if (!workflows.get().cancel(id)) {
        synchronized (claiming) {
          if (!workflows.get().cancel(id) && !endedMeanwhile(id)) {
            endAsCancelled(id);
          }
        }
      }
    }
    return status(id);
  }

  private void intervene(
      String id, String what, String update, UnaryOperator<SearchInterventions> asking) {
    requireUnfinished(id, what);
    while (!workflows.get().update(id, update)) {
      synchronized (claiming) {
        requireUnfinished(id, what);
        if (!workflows.get().isRunning(id)) {
          park(id, asking);
          return;
        }
      }
      // A lost workflow was started again meanwhile: the new one is asked.
    }
  }

  /** Does to the stored state what a workflow would do to its own. */
  private void park(String id, UnaryOperator<SearchInterventions> asking) {
    SearchWorkflowState before = state(id);
    SearchWorkflowState next = before.with(asking.apply(before.interventionsOrNone()));
    searches.saveProgress(
        id,
        next.run(),
        next.interventionsOrNone().pause() ? TaskState.PAUSED : TaskState.QUEUED,
        documents.write(next),
        clock.instant());
  }

  private void requireUnfinished(String id, String what) {
    if (endedMeanwhile(id)) {
      throw new TaskStateException(
          "search %s has ended as %s and cannot be %s".formatted(id, newestRun(id).state(), what));
    }
  }

  /** Whoever waits is told that this process goes; to be called before its workers stop. */
  void end() {
    stopped.complete(null);
  }

  /** Searches whose workers have stopped wait for the next ones. */
  void queueAgain() {
    for (StoredTask search : searches.unfinished()) {
      TaskRun run = search.newestRun();
      String progress = run.progressJson();
      if (run.state() == TaskState.RUNNING && progress != null) {
        searches.saveProgress(search.id(), run.run(), TaskState.QUEUED, progress, clock.instant());
      }
    }
  }

  private SearchWorkflowState state(String id) {
    return documents.state(require(id), searches.runs(id));
  }

  private TaskRun newestRun(String id) {
    return require(id).newestRun();
  }

  private StoredTask require(String id) {
    return searches.find(id).orElseThrow(() -> new SearchNotFoundException(id));
  }
}
