package io.nasoa.workflows.airflow;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How each activity of a step is called: time limits and retries. */
final class AirflowCalls {
  private AirflowCalls() {}

  /**
   * An attempt asks Airflow at most five times, each for at most 30 s. Only Airflow's silence is
   * tried again; what it refuses stays refused.
   */
  private static final Duration SHORT = Duration.ofMinutes(3);

  /**
   * A wait that has been silent that long has lost its worker, and another one goes on with it. It
   * beats every second; a request that Airflow leaves unanswered that long looks the same, and the
   * wait then only begins again.
   */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  /** A cancelled run of an Airflow that is away for longer is left to its users. */
  private static final Duration CANCELLING = Duration.ofMinutes(5);

  /** Retried while Airflow is away (a restart, a network), until the step's own limit. */
  static AirflowActivities start(String queue, Duration limit, String summary) {
    return stub(
        options(queue, summary)
            .setStartToCloseTimeout(SHORT)
            .setScheduleToCloseTimeout(limit)
            // Its answer tells whether there is a run to cancel.
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED));
  }

  /**
   * Retried when its worker is lost or stops, and while Airflow is away. The limit is the user's
   * and counts all attempts together: a DAG run that takes longer fails the step.
   */
  static AirflowActivities await(String queue, Duration limit, String summary) {
    return stub(
        options(queue, summary)
            .setScheduleToCloseTimeout(limit)
            .setHeartbeatTimeout(SILENCE)
            // Whoever cancels does not wait for a worker that may be lost: the run is then ended by
            // another activity.
            .setCancellationType(ActivityCancellationType.TRY_CANCEL));
  }

  /** Retried while Airflow is away, for minutes only: somebody waits for the cancellation. */
  static AirflowActivities cancel(String queue, String summary) {
    return stub(
        options(queue, summary)
            .setStartToCloseTimeout(SHORT)
            .setScheduleToCloseTimeout(CANCELLING));
  }

  /** Retried while Airflow is away, until the step's own limit. */
  static AirflowActivities tell(String queue, Duration limit, String summary) {
    return stub(
        options(queue, summary).setStartToCloseTimeout(SHORT).setScheduleToCloseTimeout(limit));
  }

  private static AirflowActivities stub(ActivityOptions.Builder options) {
    return Workflow.newActivityStub(AirflowActivities.class, options.build());
  }

  private static ActivityOptions.Builder options(String queue, String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setRetryOptions(
            RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofSeconds(1))
                .setBackoffCoefficient(2)
                // An Airflow that comes back is noticed within half a minute.
                .setMaximumInterval(Duration.ofSeconds(30))
                .build())
        .setSummary(summary.length() <= 90 ? summary : summary.substring(0, 87) + "...");
  }
}
