package io.nasoa.worker.temporal;

import io.nasoa.activities.record.TaskDocuments;
import io.nasoa.workflows.tuning.EndedBy;
import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningResult;
import io.nasoa.workflows.tuning.FineTuningStatus;
import io.nasoa.workflows.tuning.FineTuningWorkflow;
import io.nasoa.workflows.tuning.Intervention;
import io.nasoa.workflows.tuning.PlanPreview;
import io.nasoa.workflows.tuning.RequestHash;
import io.nasoa.zoo.store.ClaimOutcome;
import io.nasoa.zoo.store.StoredTask;
import io.nasoa.zoo.store.TaskRun;
import io.nasoa.zoo.store.TaskState;
import io.nasoa.zoo.store.TaskStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * Tasks from their submission to their result, in the one process that owns a data directory: the
 * store decides what a request is, Temporal does the work.
 *
 * <p>Thread-safe. Close it before the client's server.
 */
public final class TaskService implements AutoCloseable {
  private final TaskStore tasks;
  private final WorkerSettings settings;
  private final Clock clock;
  private final TemporalSession session;
  private final TaskDocuments documents = new TaskDocuments();
  private final ParkedTasks parked;
  private final Optional<LongWork> longWork;
  private final Object claiming = new Object();

  /** Tasks whose workflow was asked to cancel, which a lost one forgets. */
  private final Set<String> cancelling = ConcurrentHashMap.newKeySet();

  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  /**
   * A service that has not started, with those of long work beside it where there are stores of it.
   * An embedded server is renewed now and then while no work is unfinished.
   */
  public TaskService(
      TemporalConnection temporal,
      WorkerSettings settings,
      TaskStore tasks,
      WorkerActivities activities,
      Optional<LongWorkStores> stores,
      Clock clock) {
    this.tasks = tasks;
    this.settings = settings;
    this.clock = clock;
    this.parked = new ParkedTasks(tasks, activities.records(), clock);
    this.session = new TemporalSession(temporal, settings, activities);
    this.longWork =
        stores.map(it -> LongWork.of(it, activities, settings, session, claiming, clock));
  }

  /** What else this process works on; it must have been made with that. */
  public LongWork longWork() {
    return longWork.orElseThrow();
  }

  /**
   * Starts the workers. Unfinished tasks wait for {@link #resumeUnfinished()}.
   *
   * @throws StoreMismatchException if the deployment belongs to another store
   */
  public void start() {
    session.tellLost(this::startAgain, longWork);
    session.start();
  }

  /** A workflow that its server has lost is never asked again: the stored state goes on. */
  private void startAgain(String taskId) {
    synchronized (claiming) {
      if (stopped.isDone()) {
        return;
      }
      session.workflows().drop(taskId, "its server lost it");
      StoredTask task = require(taskId);
      if (cancelling.remove(taskId)) {
        parked.endAsCancelled(task);
      } else if (!task.newestRun().state().isFinal()) {
        session.workflows().startOrAttach(parked.state(task));
      }
    }
  }

  /** What is missing to work on tasks, in words; empty when nothing is. */
  public List<String> lacking() {
    return Readiness.lacking(tasks, session);
  }

  /**
   * Accepts a request: a new id or one whose last run failed starts a run; the same request again
   * joins its run or gets its result.
   *
   * @throws IllegalArgumentException one sentence that says what is wrong with the request
   * @throws TaskConflictException if the id belongs to another request
   */
  public Submission submit(FineTuningRequest request) {
    if (!request.validated().deployment().equals(settings.deployment())) {
      throw new IllegalArgumentException(
          "task %s is for deployment %s, this is %s"
              .formatted(request.taskId(), request.deployment(), settings.deployment()));
    }
    // One at a time: whoever joins a run must not start its workflow before the one who claimed it,
    // who would take that workflow for an earlier run's.
    synchronized (claiming) {
      renewIdleServer();
      return claim(request);
    }
  }

  private void renewIdleServer() {
    boolean idle = longWork.map(LongWork::idle).orElse(true);
    if (session.worn() && !stopped.isDone() && idle && tasks.unfinished().isEmpty()) {
      session.renewIfWorn();
    }
  }

  private Submission claim(FineTuningRequest request) {
    String id = request.taskId();
    ClaimOutcome outcome =
        tasks.claim(id, RequestHash.of(request), documents.write(request), clock.instant());
    if (outcome instanceof ClaimOutcome.Conflict) {
      throw new TaskConflictException(id);
    }
    if (outcome instanceof ClaimOutcome.Finished done) {
      return new Submission(
          id, done.run(), Submission.Kind.FINISHED, documents.result(id, done.resultJson()));
    }
    StoredTask task = require(id);
    int run = task.newestRun().run();
    if (outcome instanceof ClaimOutcome.Started) {
      session.workflowStarted();
      cancelling.remove(id);
      session.workflows().startNew(documents.state(task));
      return new Submission(id, run, Submission.Kind.STARTED, null);
    }
    takeUp(task);
    return new Submission(id, run, Submission.Kind.ATTACHED, null);
  }

  /**
   * Goes on with every task that has not ended, each from its saved state; those that are running
   * are left alone, and the paused ones stay paused.
   *
   * @return the ids of those that go on, in the order of their submission
   */
  public List<String> resumeUnfinished() {
    List<StoredTask> unfinished = tasks.unfinished();
    unfinished.forEach(this::takeUp);
    return unfinished.stream()
        .filter(task -> task.newestRun().state() != TaskState.PAUSED)
        .map(StoredTask::id)
        .toList();
  }

  private void takeUp(StoredTask seen) {
    synchronized (claiming) {
      // A workflow stores its end before it closes: what is still open here has no workflow.
      if (session.workflows().isRunning(seen.id()) || endedMeanwhile(seen.id())) {
        return;
      }
      StoredTask task = require(seen.id());
      session.workflows().startOrAttach(parked.state(task));
      // It may have ended between the look at the store and the start, which then began it anew.
      if (require(task.id()).newestRun().state().isFinal()) {
        session.workflows().drop(task.id(), "the task has ended already");
      }
    }
  }

  /** Whether a task has ended; one whose workflow was terminated past us is cancelled by that. */
  private boolean endedMeanwhile(String taskId) {
    synchronized (claiming) {
      TaskRun run = require(taskId).newestRun();
      if (!run.state().isFinal() && session.workflows().wasTerminated(taskId, run.run())) {
        parked.endAsCancelled(require(taskId));
      }
      return require(taskId).newestRun().state().isFinal();
    }
  }

  /**
   * Waits until a task has ended, however it does.
   *
   * @throws TaskNotFoundException if there is no such task
   * @throws ServiceStoppedException if the service stops first
   */
  public FineTuningResult await(String taskId) throws InterruptedException {
    StoredTask task = require(taskId);
    while (!task.newestRun().state().isFinal() && !stopped.isDone()) {
      awaitWorkflow(taskId);
      task = require(taskId);
    }
    String result = task.newestRun().resultJson();
    if (result == null) {
      throw new ServiceStoppedException(taskId);
    }
    return documents.result(taskId, result);
  }

  /** Returns when the task's workflow has closed; that of a lost one is not its end. */
  private void awaitWorkflow(String taskId) throws InterruptedException {
    CompletableFuture<?> end = session.workflows().end(taskId);
    try {
      CompletableFuture.anyOf(end, stopped).get();
    } catch (ExecutionException e) {
      boolean goesOn = endedMeanwhile(taskId) || session.workflows().isRunning(taskId);
      if (!stopped.isDone() && !goesOn) {
        throw new IllegalStateException(
            "the workflow of task %s ended without a result: %s".formatted(taskId, e.getCause()),
            e);
      }
    } finally {
      end.cancel(true);
    }
  }

  /**
   * Where a task stands, from the store and the last sign of life of its training.
   *
   * @throws TaskNotFoundException if there is no such task
   */
  public FineTuningStatus status(String taskId) {
    FineTuningStatus stored = stored(taskId);
    return stored.state().ended() || !reachable()
        ? stored
        : session
            .workflows()
            .withSignOfLife(stored)
            .orElseGet(() -> endedMeanwhile(taskId) ? stored(taskId) : stored);
  }

  /** Whether the server answers; without it, where a task stands is what the store knows. */
  public boolean reachable() {
    return !stopped.isDone() && session.workflows().reachable();
  }

  private FineTuningStatus stored(String taskId) {
    StoredTask task = require(taskId);
    String state = task.newestRun().state().name();
    return FineTuningStatus.of(
        documents.state(task), io.nasoa.workflows.tuning.TaskState.valueOf(state));
  }

  /**
   * What would be done for a request, found out by a trainer.
   *
   * @param request with an id that no task has
   * @throws io.temporal.failure.ApplicationFailure of {@link
   *     io.nasoa.workflows.tuning.FailureTypes} when nothing would
   */
  public PlanPreview preview(FineTuningRequest request) {
    return session.workflows().preview(request.validated());
  }

  /**
   * Lets a task stand still; one that nobody works on is not started for it.
   *
   * @throws TaskNotFoundException if there is no such task
   * @throws TaskStateException if it has ended, or finishes already
   */
  public FineTuningStatus pause(String taskId) {
    intervene(taskId, "paused", FineTuningWorkflow.PAUSE, new Intervention.Pause());
    return status(taskId);
  }

  /**
   * Goes on with a task that is paused or that nobody works on; others stay as they are.
   *
   * @throws TaskNotFoundException if there is no such task
   */
  public FineTuningStatus resume(String taskId) {
    if (!endedMeanwhile(taskId)) {
      intervene(taskId, "resumed", FineTuningWorkflow.RESUME, new Intervention.Resume());
      takeUp(require(taskId));
    }
    return status(taskId);
  }

  /**
   * Lets a task end now with the weights it has; one that has succeeded stays as it is.
   *
   * @throws TaskNotFoundException if there is no such task
   * @throws TaskStateException if it has ended without a model
   */
  public FineTuningStatus stop(String taskId) {
    if (require(taskId).newestRun().state() != TaskState.SUCCEEDED) {
      Intervention.Finish asked = new Intervention.Finish(EndedBy.STOP);
      intervene(taskId, "stopped", FineTuningWorkflow.STOP, asked);
      takeUp(require(taskId));
    }
    return status(taskId);
  }

  /**
   * Lets the budget of a task grow; one that nobody works on is not started for it.
   *
   * @throws TaskNotFoundException if there is no such task
   * @throws TaskStateException if it has no budget, its training is over, or {@code by} is not
   *     positive
   */
  public FineTuningStatus extend(String taskId, Duration by) {
    Intervention.Extend asked =
        new Intervention.Extend(Intervention.Extend.SCHEMA, by.toMillis() / 1000.0);
    intervene(taskId, "extended", FineTuningWorkflow.EXTEND, asked, asked);
    return status(taskId);
  }

  /**
   * Asks a task to end without a model; {@link #await} tells when it has.
   *
   * @throws TaskNotFoundException if there is no such task
   * @throws TaskStateException if it has ended in another way
   */
  public FineTuningStatus cancel(String taskId) {
    if (require(taskId).newestRun().state() != TaskState.CANCELLED) {
      requireUnfinished(taskId, "cancelled");
      cancelling.add(taskId);
      if (!session.workflows().cancel(taskId)) {
        synchronized (claiming) {
          if (!session.workflows().cancel(taskId) && !endedMeanwhile(taskId)) {
            parked.endAsCancelled(require(taskId));
          }
        }
      }
    }
    return status(taskId);
  }

  private void intervene(
      String taskId, String what, String update, Intervention asked, Object... arguments) {
    requireUnfinished(taskId, what);
    while (!session.workflows().update(taskId, update, arguments)) {
      synchronized (claiming) {
        requireUnfinished(taskId, what);
        if (!session.workflows().isRunning(taskId)) {
          parked.intervene(require(taskId), asked);
          return;
        }
      }
      // A lost workflow was started again meanwhile: the new one is asked.
    }
  }

  private void requireUnfinished(String taskId, String what) {
    if (endedMeanwhile(taskId)) {
      throw new TaskStateException(
          "task %s has ended as %s and cannot be %s"
              .formatted(taskId, require(taskId).newestRun().state(), what));
    }
  }

  /**
   * Stops so that every task can go on at the next start: trainings write a checkpoint at their
   * next heartbeat, for which they have the grace period, and unfinished tasks are queued again. A
   * second call does nothing.
   */
  public void shutdownGracefully(Duration grace) {
    if (stopped.complete(null)) {
      longWork.ifPresent(LongWork::end);
      session.workers().shutdown(grace);
      tasks.unfinished().forEach(parked::queueAgain);
      longWork.ifPresent(LongWork::queueAgain);
    }
  }

  /** As {@link #shutdownGracefully} with ten seconds. */
  @Override
  public void close() {
    shutdownGracefully(Duration.ofSeconds(10));
  }

  private StoredTask require(String taskId) {
    return tasks.find(taskId).orElseThrow(() -> new TaskNotFoundException(taskId));
  }
}
