package io.nasoa.workflows.tuning;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The stage that a trainer works on, and how it is interrupted: its activity alone is cancelled, so
 * the trainer writes a checkpoint and gives its slot back, and the run decides what comes next.
 *
 * <p>For the threads of one workflow.
 */
final class StageScope {
  /**
   * The longest that a run waits for its trainer's last word, well above the silence after which
   * the server does. The embedded server never ends an activity that fails for now while it is
   * being cancelled; and whoever is late can write nothing once the next attempt has begun.
   */
  private static final Duration LAST_WORD = Duration.ofMinutes(2);

  private @Nullable CancellationScope running;
  private boolean interrupted;

  /**
   * The stage's result; empty when it was interrupted before it had one.
   *
   * @param version of {@link WorkflowVersions#INTERVENTIONS} that the run began with
   */
  <R> Optional<R> run(Supplier<R> stage, int version) {
    CancellationScope run = CancellationScope.current();
    List<Promise<R>> begun = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(() -> begun.add(Async.function(stage::get)));
    running = scope;
    interrupted = false;
    try {
      scope.run();
      return end(begun.get(0), run, version);
    } catch (ActivityFailure failure) {
      if (!interrupted || run.isCancelRequested() || isVerdict(failure)) {
        throw failure;
      }
      return Optional.empty();
    } finally {
      running = null;
    }
  }

  private <R> Optional<R> end(Promise<R> stage, CancellationScope run, int version) {
    if (version != Workflow.DEFAULT_VERSION) {
      awaitTurn(() -> stage.isCompleted() || interrupted || run.isCancelRequested(), version);
      if (!stage.isCompleted() && !hasLastWord(stage)) {
        if (run.isCancelRequested()) {
          throw new CanceledFailure("the trainer does not answer");
        }
        return Optional.empty();
      }
    }
    return Optional.of(stage.get());
  }

  /** In a cancelled scope waiting ends at once with a failure, before the trainer was heard. */
  private static void awaitTurn(Supplier<Boolean> turn, int version) {
    if (version < WorkflowVersions.CANCELLED_WAITS) {
      Workflow.await(turn);
    } else {
      Workflow.newDetachedCancellationScope(() -> Workflow.await(turn)).run();
    }
  }

  private static boolean hasLastWord(Promise<?> stage) {
    boolean[] told = new boolean[1];
    Workflow.newDetachedCancellationScope(
            () -> told[0] = Workflow.await(LAST_WORD, stage::isCompleted))
        .run();
    return told[0];
  }

  /** Takes the stage back from its trainer; without one, nothing. */
  void interrupt() {
    CancellationScope scope = running;
    if (scope != null) {
      interrupted = true;
      scope.cancel();
    }
  }

  /**
   * Whether a failure says something about the run. Everything else (cancellation, the silence of a
   * killed trainer, a disk that is full for now) only says that the stage did not get to its end,
   * and the server tries no activity again that is being cancelled.
   */
  static boolean isVerdict(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure told
        && (told.isNonRetryable() || FailureTypes.NOT_RETRYABLE.contains(told.getType()))
        && !FailureTypes.CANCELLED.equals(told.getType());
  }
}
