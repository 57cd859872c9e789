package io.nasoa.workflows.run;

import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskState;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowLock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What every workflow of long work does around its own steps: keeps its one state and the store's
 * copy of it, accounts its active time, stands still when asked, goes on with a new history, and
 * records how it ended.
 *
 * <p>For the threads of one workflow. The order of what it hands to the server is part of recorded
 * histories.
 *
 * @param <S> the state, which is also the workflow's input
 */
public final class RunFrame<S extends RunState<S>> {
  /** One write at a time, and each of the newest state: an older one must not come last. */
  private final WorkflowLock saving = Workflow.newWorkflowLock();

  private final String noun;
  private final String part;
  private final Consumer<S> store;
  private final Runnable takeBack;
  private S state;
  private TaskState reached = TaskState.RUNNING;
  private boolean ending;
  private long activeSinceMillis;

  /**
   * A frame, made with the workflow.
   *
   * @param noun what users call the work: {@code table}
   * @param part what trainers do of it, with its article: {@code a trial}
   * @param store keeps a state, by an activity
   * @param takeBack takes all that is under way back from the trainers
   */
  public RunFrame(S input, String noun, String part, Consumer<S> store, Runnable takeBack) {
    this.state = input;
    this.noun = noun;
    this.part = part;
    this.store = store;
    this.takeBack = takeBack;
  }

  /** The newest state. */
  public S state() {
    return state;
  }

  /** What users have asked of it. */
  public RunInterventions asked() {
    return state.interventionsOrNone();
  }

  /**
   * Does the work and records how it ended, a cancelled one too.
   *
   * @param steps all of the work
   * @param record stores the end, by an activity
   * @throws TemporalFailure when it did not succeed, after that was recorded
   */
  public <R> R run(Runnable steps, Function<RunEnding, R> record) {
    activeSinceMillis = Workflow.currentTimeMillis();
    RunEnding end = RunEnding.succeeded();
    try {
      checkRequest();
      steps.run();
    } catch (TemporalFailure failure) {
      end = RunEnding.of(failure, CancellationScope.current().isCancelRequested(), part);
    }
    takeBack.run();
    ending = true;
    account();
    RunEnding ended = end;
    R result = uncancelled(() -> record.apply(ended));
    reached = end.state();
    awaitHandlers();
    if (end.state() != TaskState.SUCCEEDED) {
      throw end.toFailure("the " + noun);
    }
    return result;
  }

  private void checkRequest() {
    List<String> problems = state.request().problems();
    if (!problems.isEmpty()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "invalid %s: %s".formatted(noun, String.join("; ", problems)),
          FailureTypes.INVALID_REQUEST);
    }
  }

  /** Counts the time since the last call as active. */
  public void account() {
    long now = Workflow.currentTimeMillis();
    state = state.plusActive(now - activeSinceMillis);
    activeSinceMillis = now;
  }

  /**
   * Does what is no work of its own, such as waiting for another system, outside the active time.
   */
  public <R> R inactive(Supplier<R> elsewhere) {
    account();
    try {
      return elsewhere.get();
    } finally {
      activeSinceMillis = Workflow.currentTimeMillis();
    }
  }

  /** Changes the state and has the store keep it. */
  public void save(UnaryOperator<S> change) {
    saving.lock();
    try {
      state = change.apply(state);
      S newest = state;
      Workflow.newDetachedCancellationScope(() -> store.accept(newest)).run();
    } finally {
      saving.unlock();
    }
  }

  /**
   * Goes to the state that one transaction of the store reaches.
   *
   * @param transaction from the state with its time accounted to the next one, by an activity
   */
  public void advance(UnaryOperator<S> transaction) {
    account();
    saving.lock();
    try {
      S before = state;
      S next = uncancelled(() -> transaction.apply(before));
      // An update may have come meanwhile.
      state = next.with(state.interventions());
    } finally {
      saving.unlock();
    }
  }

  /** Nothing is gained by cancelling one transaction of the store: does it to its end. */
  public static <R> R uncancelled(Supplier<R> transaction) {
    List<R> result = new ArrayList<>(1);
    Workflow.newDetachedCancellationScope(() -> result.add(transaction.get())).run();
    return result.get(0);
  }

  /**
   * If asked to, takes everything back from the trainers and waits until asked to go on.
   *
   * @throws TemporalFailure when it is cancelled meanwhile
   */
  public void standStillIfAsked() {
    if (!asked().pause()) {
      return;
    }
    takeBack.run();
    account();
    save(it -> it.with(it.interventionsOrNone().standingStill(Workflow.currentTimeMillis())));
    try {
      Workflow.await(() -> !asked().pause());
    } finally {
      // Whether users let it go on or cancel it: standing still was no work.
      activeSinceMillis = Workflow.currentTimeMillis();
    }
  }

  /**
   * Waits until something is to be done: something is ready, users ask for a pause, or the run
   * cannot go on.
   *
   * @param ready whether there is something to do, which what users may ask for besides belongs to
   * @throws TemporalFailure when it was cancelled, or a trainer said that it cannot go on
   */
  public void await(BooleanSupplier ready, RunningActivities<?> activities) {
    Workflow.await(() -> ready.getAsBoolean() || activities.hasVerdict() || asked().pause());
    activities.throwVerdict();
  }

  /** Goes on with a new history, unless users have just asked for something. */
  public void goOnWithNewHistory() {
    awaitHandlers();
    if (!asked().pause() && !asked().stop()) {
      Workflow.continueAsNew(state);
    }
  }

  private static void awaitHandlers() {
    Workflow.newDetachedCancellationScope(() -> Workflow.await(Workflow::isEveryHandlerFinished))
        .run();
  }

  /** Where it stands for users. */
  public TaskState standing() {
    boolean still = !ending && asked().pausedAtMillis() != null;
    return still ? TaskState.PAUSED : reached;
  }

  /** Takes what a user asks for and has the store keep it. */
  public void intervene(UnaryOperator<RunInterventions> asking) {
    state = state.with(asking.apply(asked()));
    Workflow.newDetachedCancellationScope(() -> save(it -> it)).run();
  }

  /**
   * Refuses what users ask of work that has ended.
   *
   * @throws ApplicationFailure when it has
   */
  public void checkOpen() {
    if (ending) {
      throw refusal("has ended");
    }
  }

  /** The refusal of something that users asked for. */
  public ApplicationFailure refusal(String why) {
    return ApplicationFailure.newNonRetryableFailure(
        "%s %s %s".formatted(noun, state.request().id(), why), FailureTypes.INVALID_STATE);
  }
}
