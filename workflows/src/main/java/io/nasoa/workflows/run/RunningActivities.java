package io.nasoa.workflows.run;

import io.nasoa.workflows.tuning.FailureTypes;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The activities that trainers work on, by number, and what has come of them. Taken back, one
 * writes a checkpoint and gives its slot back; what it had done is not lost.
 *
 * <p>For the threads of one workflow.
 *
 * @param <O> what comes of one
 */
public final class RunningActivities<O> {
  /**
   * The longest that a run waits for its trainers' last words, well above the silence after which
   * the server does: the embedded server never ends an activity that fails for now while it is
   * being cancelled; and whoever is late can write nothing once the next attempt has begun.
   */
  private static final Duration LAST_WORDS = Duration.ofMinutes(2);

  private final NavigableMap<Integer, CancellationScope> running = new TreeMap<>();
  private final NavigableMap<Integer, O> arrived = new TreeMap<>();
  private boolean takenBack;
  private @Nullable RuntimeException verdict;

  /** Hands one out, unless it is under way or over already. */
  public void start(int number, Supplier<O> activity) {
    if (running.containsKey(number) || arrived.containsKey(number)) {
      return;
    }
    List<Promise<O>> begun = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(() -> begun.add(Async.function(activity::get)));
    running.put(number, scope);
    scope.run();
    begun
        .get(0)
        .handle(
            (outcome, failure) -> {
              ended(number, scope, outcome, failure);
              return true;
            });
  }

  private void ended(
      int number,
      CancellationScope scope,
      @Nullable O outcome,
      @Nullable RuntimeException failure) {
    if (!running.remove(number, scope)) {
      return; // its last word was not waited for
    }
    if (outcome != null) {
      arrived.put(number, outcome);
    } else if (failure != null && verdict == null && (!takenBack || isVerdict(failure))) {
      verdict = failure;
    }
  }

  /** Whether no trainer is at any. */
  public boolean idle() {
    return running.isEmpty();
  }

  /** Whether one is over. */
  public boolean hasArrived(int number) {
    return arrived.containsKey(number);
  }

  /** Whether one said that the whole run cannot go on. */
  public boolean hasVerdict() {
    return verdict != null;
  }

  /** Throws what it said. */
  public void throwVerdict() {
    if (verdict != null) {
      throw verdict;
    }
  }

  /** What has come of those that are over, by their numbers; they are not known here any more. */
  public SortedMap<Integer, O> take(List<Integer> numbers) {
    SortedMap<Integer, O> taken = new TreeMap<>();
    for (int number : numbers) {
      O outcome = arrived.remove(number);
      if (outcome != null) {
        taken.put(number, outcome);
      }
    }
    return taken;
  }

  /** Takes all of them back from their trainers and waits until these have let go of them. */
  public void takeBack() {
    if (running.isEmpty()) {
      return;
    }
    takenBack = true;
    List.copyOf(running.values()).forEach(CancellationScope::cancel);
    Workflow.newDetachedCancellationScope(() -> Workflow.await(LAST_WORDS, running::isEmpty)).run();
    running.clear();
    takenBack = false;
  }

  /**
   * Whether a failure says something about the run. Everything else only says that an activity did
   * not get to its end, and the server tries no activity again that is being cancelled.
   */
  static boolean isVerdict(RuntimeException failure) {
    return failure instanceof ActivityFailure
        && failure.getCause() instanceof ApplicationFailure told
        && (told.isNonRetryable() || FailureTypes.NOT_RETRYABLE.contains(told.getType()))
        && !FailureTypes.CANCELLED.equals(told.getType());
  }
}
