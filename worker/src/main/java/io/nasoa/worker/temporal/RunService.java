package io.nasoa.worker.temporal;

import io.nasoa.activities.record.RunDocuments;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunRequest;
import io.nasoa.workflows.run.RunResult;
import io.nasoa.workflows.run.RunState;
import io.nasoa.workflows.run.RunStatus;
import io.nasoa.zoo.store.ClaimOutcome;
import io.nasoa.zoo.store.RunStore;
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
 * Searches or builds from their start to their result, beside the {@link TaskService} of the same
 * process: the store decides what a request is, Temporal does the work. Thread-safe.
 *
 * @param <Q> what is asked for
 * @param <S> the state of one, its workflow's input
 * @param <T> tells where one stands
 * @param <R> tells how one ended
 */
public abstract class RunService<
    Q extends Record & RunRequest,
    S extends Record & RunState<S>,
    T extends RunStatus,
    R extends Record & RunResult<T>> {
  private final RunKind<T, R> kind;
  private final RunStore store;
  private final RunDocuments<Q, S, R> documents;
  private final WorkerSettings settings;
  private final Supplier<RunWorkflows<T, R>> workflows;
  private final Clock clock;
  private final Object claiming;

  /** Those whose workflow was asked to cancel, which a lost one forgets. */
  private final Set<String> cancelling = ConcurrentHashMap.newKeySet();

  /** Those that this process works on, or has. */
  private final Set<String> taken = ConcurrentHashMap.newKeySet();

  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  /**
   * @param workflows those of the server as it is now
   * @param claiming held while a server is renewed: nothing is started on one that is about to go
   */
  RunService(
      RunKind<T, R> kind,
      RunStore store,
      RunDocuments<Q, S, R> documents,
      WorkerSettings settings,
      Supplier<RunWorkflows<T, R>> workflows,
      Object claiming,
      Clock clock) {
    this.kind = kind;
    this.store = store;
    this.documents = documents;
    this.settings = settings;
    this.workflows = workflows;
    this.claiming = claiming;
    this.clock = clock;
  }

  /** Where the stored state says that one stands. */
  abstract T statusOf(S state, io.nasoa.workflows.tuning.TaskState run);

  /** Whether another workflow leads one: that one starts it, and nobody else. */
  boolean isLed(String id) {
    return false;
  }

  /** Takes the workflows back that one leads, which is about to be started again. */
  void dropLed(String id) {}

  /** Commits the end of one that was cancelled without its workflow. */
  abstract void endAsCancelled(S state);

  /**
   * Accepts a request: a new id starts one, one whose last run failed or was cancelled goes on
   * behind what it has done; the same request again joins its run or gets its result.
   *
   * @throws IllegalArgumentException one sentence that says what is wrong with the request
   * @throws RunConflictException if the id belongs to another request
   */
  public final RunSubmission<R> submit(Q request) {
    List<String> problems = request.problems();
    String id = request.id();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "invalid %s %s: %s".formatted(kind.noun(), id, String.join("; ", problems)));
    }
    if (!request.deployment().equals(settings.deployment())) {
      throw new IllegalArgumentException(
          "%s %s is for deployment %s, this is %s"
              .formatted(kind.noun(), id, request.deployment(), settings.deployment()));
    }
    synchronized (claiming) {
      return claim(request);
    }
  }

  private RunSubmission<R> claim(Q request) {
    String id = request.id();
    ClaimOutcome outcome =
        store.claim(
            id,
            request.workHash(),
            documents.write(request),
            documents::asksForMore,
            clock.instant());
    if (outcome instanceof ClaimOutcome.Conflict) {
      throw new RunConflictException(kind.kind(), id);
    }
    if (outcome instanceof ClaimOutcome.Finished done) {
      return new RunSubmission<>(
          id, done.run(), Submission.Kind.FINISHED, documents.result(id, done.resultJson()));
    }
    int run = require(id).newestRun().run();
    if (outcome instanceof ClaimOutcome.Started) {
      cancelling.remove(id);
      taken.add(id);
      workflows.get().startNew(state(id));
      return new RunSubmission<>(id, run, Submission.Kind.STARTED, null);
    }
    takeUp(id);
    return new RunSubmission<>(id, run, Submission.Kind.ATTACHED, null);
  }

  /**
   * Goes on with every one that has not ended, each behind what it has done; the paused ones stay
   * paused.
   *
   * @return the ids of those that go on, in the order of their start
   */
  public final List<String> resumeUnfinished() {
    List<StoredTask> unfinished =
        store.unfinished().stream().filter(work -> !isLed(work.id())).toList();
    unfinished.forEach(work -> takeUp(work.id()));
    return unfinished.stream()
        .filter(work -> work.newestRun().state() != TaskState.PAUSED)
        .map(StoredTask::id)
        .toList();
  }

  /** The ids of those that this process works on and that nobody paused. */
  public final List<String> active() {
    return store.unfinished().stream()
        .filter(work -> work.newestRun().state() != TaskState.PAUSED)
        .map(StoredTask::id)
        .filter(taken::contains)
        .toList();
  }

  /** Whether none is unfinished. */
  final boolean idle() {
    return store.unfinished().isEmpty();
  }

  final void takeUp(String id) {
    synchronized (claiming) {
      // A workflow stores its end before it closes: what is still open here has no workflow.
      if (workflows.get().isRunning(id) || isLed(id) || endedMeanwhile(id)) {
        return;
      }
      taken.add(id);
      workflows.get().startOrAttach(state(id));
      // It may have ended between the look at the store and the start, which then began it anew.
      if (newestRun(id).state().isFinal()) {
        workflows.get().drop(id, "it has ended already");
      }
    }
  }

  /** A workflow that its server has lost is never asked again: the stored state goes on. */
  final void startAgain(String id) {
    synchronized (claiming) {
      if (stopped.isDone()) {
        return;
      }
      workflows.get().drop(id, "its server lost it");
      dropLed(id);
      if (cancelling.remove(id)) {
        endAsCancelled(id);
      } else if (!newestRun(id).state().isFinal()) {
        workflows.get().startOrAttach(state(id));
      }
    }
  }

  /** Whether one has ended; one whose workflow was terminated past us is cancelled by that. */
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
    endAsCancelled(state(id));
  }

  /**
   * Waits until one has ended, however it does.
   *
   * @throws RunNotFoundException if there is none of that id
   * @throws ServiceStoppedException if the service stops first
   */
  public final R await(String id) throws InterruptedException {
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
            "the workflow of %s %s ended without a result: %s"
                .formatted(kind.noun(), id, e.getCause()),
            e);
      }
    } finally {
      end.cancel(true);
    }
  }

  /**
   * Where one stands.
   *
   * @throws RunNotFoundException if there is none of that id
   */
  public final T status(String id) {
    T stored = stored(id);
    return stored.state().ended() || stopped.isDone()
        ? stored
        : workflows.get().status(id).orElse(stored);
  }

  private T stored(String id) {
    TaskRun run = newestRun(id);
    return statusOf(state(id), io.nasoa.workflows.tuning.TaskState.valueOf(run.state().name()));
  }

  /**
   * Lets one stand still; its trainings keep their checkpoints.
   *
   * @throws RunNotFoundException if there is none of that id
   * @throws TaskStateException if it has ended, or ends already
   */
  public final T pause(String id) {
    intervene(id, "paused", kind.pause(), RunInterventions::paused);
    return status(id);
  }

  /**
   * Goes on with one that is paused or that nobody works on.
   *
   * @throws RunNotFoundException if there is none of that id
   */
  public final T resume(String id) {
    if (!endedMeanwhile(id)) {
      intervene(id, "resumed", kind.resume(), RunInterventions::resumed);
      takeUp(id);
    }
    return status(id);
  }

  /**
   * Asks one to end; {@link #await} tells when it has. Started again, it goes on.
   *
   * @throws RunNotFoundException if there is none of that id
   * @throws TaskStateException if it has ended in another way
   */
  public final T cancel(String id) {
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

  final void intervene(
      String id, String what, String update, UnaryOperator<RunInterventions> asking) {
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
  private void park(String id, UnaryOperator<RunInterventions> asking) {
    S before = state(id);
    S next = before.with(asking.apply(before.interventionsOrNone()));
    store.saveProgress(
        id,
        next.run(),
        next.interventionsOrNone().pause() ? TaskState.PAUSED : TaskState.QUEUED,
        documents.write(next),
        clock.instant());
  }

  private void requireUnfinished(String id, String what) {
    if (endedMeanwhile(id)) {
      throw new TaskStateException(
          "%s %s has ended as %s and cannot be %s"
              .formatted(kind.noun(), id, newestRun(id).state(), what));
    }
  }

  /** Whoever waits is told that this process goes; to be called before its workers stop. */
  final void end() {
    stopped.complete(null);
  }

  /** Those whose workers have stopped wait for the next ones. */
  final void queueAgain() {
    for (StoredTask work : store.unfinished()) {
      TaskRun run = work.newestRun();
      String progress = run.progressJson();
      if (run.state() == TaskState.RUNNING && progress != null) {
        store.saveProgress(work.id(), run.run(), TaskState.QUEUED, progress, clock.instant());
      }
    }
  }

  private S state(String id) {
    return documents.state(require(id), store.runs(id));
  }

  final TaskRun newestRun(String id) {
    return require(id).newestRun();
  }

  private StoredTask require(String id) {
    return store.find(id).orElseThrow(() -> new RunNotFoundException(kind.kind(), id));
  }
}
