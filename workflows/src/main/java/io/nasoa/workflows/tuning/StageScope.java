package io.nasoa.workflows.tuning;

import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
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
  private @Nullable CancellationScope running;
  private boolean interrupted;

  /** The stage's result; empty when it was interrupted before it had one. */
  <R> Optional<R> run(Supplier<R> stage) {
    List<R> result = new ArrayList<>();
    CancellationScope scope = Workflow.newCancellationScope(() -> result.add(stage.get()));
    running = scope;
    interrupted = false;
    try {
      scope.run();
    } catch (ActivityFailure failure) {
      boolean cancelled = CancellationScope.current().isCancelRequested();
      if (!interrupted || cancelled || isVerdict(failure)) {
        throw failure;
      }
    } finally {
      running = null;
    }
    return result.stream().findFirst();
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
