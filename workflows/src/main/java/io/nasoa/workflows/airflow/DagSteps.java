package io.nasoa.workflows.airflow;

import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Workflow code that does one step: triggers its run once, waits for it and, when it is given up,
 * cancels it. For the threads of one workflow.
 */
public final class DagSteps {
  /**
   * How long a cancellation waits to learn whether the run had just been triggered. The embedded
   * server never ends an activity that fails for now while it is being cancelled.
   */
  private static final Duration LAST_WORD = Duration.ofSeconds(40);

  private final String queue;

  /**
   * Steps on a queue.
   *
   * @param queue the task queue of {@link AirflowActivities}
   */
  public DagSteps(String queue) {
    this.queue = queue;
  }

  /**
   * Runs a step's DAG.
   *
   * @param name the step's name, for sentences
   * @param runId the run's id, from {@link DagRunIds}
   * @param purpose what the run is told that it is for
   * @param nowMillis the run's logical date, if it is to have one
   * @param givenUp whether its result is not wanted any more; the run is then cancelled
   * @return the run; empty when it was given up
   * @throws TemporalFailure an {@link ApplicationFailure} of {@link AirflowFailures} when it has
   *     failed, a {@link CanceledFailure} when the workflow was cancelled
   */
  public Optional<DagRunResult> run(
      String name,
      DagStep step,
      String runId,
      Map<String, Object> purpose,
      long nowMillis,
      BooleanSupplier givenUp) {
    String dag = String.valueOf(step.dag());
    Map<String, Object> conf = step.conf();
    DagRunRef ref = new DagRunRef(DagRunRef.SCHEMA, step.connectionName(), dag, runId);
    StartDagRunInput start =
        new StartDagRunInput(
            StartDagRunInput.SCHEMA,
            ref,
            conf == null ? new TreeMap<>() : conf,
            purpose,
            DagStep.NOW.equals(step.logicalDate()) ? nowMillis : null,
            Boolean.TRUE.equals(step.unpause()));
    CancellationScope work = CancellationScope.current();
    List<Promise<DagRunResult>> begun = new ArrayList<>();
    CancellationScope scope =
        Workflow.newCancellationScope(
            () -> begun.add(Async.function(() -> startAndWait(name, step, start))));
    scope.run();
    Promise<DagRunResult> end = begun.get(0);
    // A wait in the cancelled scope itself would end before anything can be cleaned up.
    Workflow.newDetachedCancellationScope(
            () ->
                Workflow.await(
                    () -> end.isCompleted() || givenUp.getAsBoolean() || work.isCancelRequested()))
        .run();
    if (!end.isCompleted()) {
      scope.cancel();
      Workflow.newDetachedCancellationScope(() -> Workflow.await(LAST_WORD, end::isCompleted))
          .run();
    }
    if (end.isCompleted() && end.getFailure() == null) {
      return Optional.of(end.get());
    }
    return failed(name, step, ref, end, work.isCancelRequested());
  }

  private DagRunResult startAndWait(String name, DagStep step, StartDagRunInput start) {
    DagRunRef ref = start.run();
    AirflowCalls.start(queue, step.limit(), "%s: start %s".formatted(name, ref.dag())).start(start);
    String key = step.resultKey();
    AwaitDagRunInput wait =
        new AwaitDagRunInput(
            AwaitDagRunInput.SCHEMA, ref, step.result(), key == null ? DagStep.RETURN_VALUE : key);
    return AirflowCalls.await(queue, step.limit(), "%s: wait for %s".formatted(name, ref.dag()))
        .await(wait);
  }

  private Optional<DagRunResult> failed(
      String name, DagStep step, DagRunRef ref, Promise<?> end, boolean cancelled) {
    RuntimeException failure = end.isCompleted() ? end.getFailure() : null;
    if (!hasEnded(failure)) {
      cancel(name, ref);
    }
    if (cancelled) {
      throw new CanceledFailure("cancelled while its DAG run was waited for");
    }
    if (failure == null || isCancellation(failure)) {
      return Optional.empty();
    }
    throw told(name, step, ref, failure);
  }

  /** Whether the failure is the run's own end, so that there is nothing to cancel. */
  private static boolean hasEnded(@Nullable Throwable failure) {
    return failure instanceof ActivityFailure
        && failure.getCause() instanceof ApplicationFailure told
        && (told.getType().equals(AirflowFailures.DAG_RUN_FAILED)
            || told.getType().equals(AirflowFailures.DAG_RUN_DELETED));
  }

  private static boolean isCancellation(Throwable failure) {
    return failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure;
  }

  private static ApplicationFailure told(
      String name, DagStep step, DagRunRef ref, RuntimeException failure) {
    Throwable cause = failure instanceof ActivityFailure ? failure.getCause() : failure;
    boolean late =
        cause instanceof TimeoutFailure
            || (failure instanceof ActivityFailure ended
                && ended.getRetryState() == RetryState.RETRY_STATE_TIMEOUT);
    if (late) {
      String last =
          cause instanceof ApplicationFailure tried ? ": " + tried.getOriginalMessage() : "";
      return ApplicationFailure.newNonRetryableFailure(
          "%s: run %s of DAG %s did not end within %d s and was cancelled%s"
              .formatted(name, ref.runId(), ref.dag(), step.limit().toSeconds(), last),
          AirflowFailures.TIMED_OUT);
    }
    if (cause instanceof ApplicationFailure known) {
      return ApplicationFailure.newNonRetryableFailure(
          "%s: %s".formatted(name, known.getOriginalMessage()), known.getType());
    }
    return ApplicationFailure.newNonRetryableFailure(
        "%s: %s".formatted(name, cause), AirflowFailures.REFUSED);
  }

  /** Also of a run that may not have been triggered: nothing happens where there is none. */
  private void cancel(String name, DagRunRef ref) {
    Workflow.newDetachedCancellationScope(
            () -> {
              try {
                AirflowCalls.cancel(queue, "%s: cancel %s".formatted(name, ref.dag())).cancel(ref);
              } catch (ActivityFailure e) {
                Workflow.getLogger(DagSteps.class)
                    .warn(
                        "run {} of DAG {} was given up but could not be cancelled: {}",
                        ref.runId(),
                        ref.dag(),
                        String.valueOf(e.getCause()));
              }
            })
        .run();
  }

  /**
   * Tells a step's asset news.
   *
   * @throws TemporalFailure an {@link ApplicationFailure} of {@link AirflowFailures} when Airflow
   *     does not take it
   */
  public void tell(String name, DagStep step, Map<String, Object> extra) {
    String asset = String.valueOf(step.asset());
    try {
      AirflowCalls.tell(queue, step.limit(), "%s: tell %s".formatted(name, asset))
          .tell(new AssetNews(AssetNews.SCHEMA, step.connectionName(), asset, extra));
    } catch (ActivityFailure e) {
      if (isCancellation(e)) {
        throw e;
      }
      String why =
          e.getCause() instanceof ApplicationFailure told
              ? String.valueOf(told.getOriginalMessage())
              : "Airflow did not take the news of %s within %d s"
                  .formatted(asset, step.limit().toSeconds());
      String type =
          e.getCause() instanceof ApplicationFailure told
              ? told.getType()
              : AirflowFailures.TIMED_OUT;
      throw ApplicationFailure.newNonRetryableFailure("%s: %s".formatted(name, why), type);
    }
  }
}
