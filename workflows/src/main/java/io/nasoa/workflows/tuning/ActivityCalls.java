package io.nasoa.workflows.tuning;

import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How each activity of a fine-tuning run is called: queue, time limits, retries. */
final class ActivityCalls {
  private ActivityCalls() {}

  /**
   * A trainer that has been silent that long is dead or cut off, and another one takes over from
   * the last checkpoint. Trainers send every 2 s, so some lost messages do no harm, and one that
   * only stood still is fenced off.
   */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** The store's activities, on the queue that the workflow itself runs on. */
  static TaskRecordActivities record(String summary) {
    return Workflow.newActivityStub(
        TaskRecordActivities.class,
        ActivityOptions.newBuilder()
            // One transaction; ten seconds is a disk that hangs or a control process that was
            // killed.
            .setStartToCloseTimeout(Duration.ofSeconds(10))
            .setRetryOptions(retries())
            .setSummary(summary)
            .build());
  }

  /** Decoding a big data set takes minutes; an hour is a hanging file system. */
  static TuningActivities profile(FineTuningRequest request) {
    return trainer(request, Duration.ofHours(1), "profile " + shortened(request.data()));
  }

  /** Measures some steps of some models; ten minutes is a hanging device. */
  static TuningActivities plan(FineTuningRequest request) {
    return trainer(request, Duration.ofMinutes(10), "plan " + request.taskId());
  }

  /**
   * The trainer itself keeps budget and deadline; this limit only frees the slot of a training
   * whose heartbeats go on while its steps do not.
   */
  static TuningActivities fineTune(FineTuningRequest request, FineTuningPlan plan) {
    Double predicted = plan.predicted().seconds();
    Duration tenfold = Duration.ofSeconds(predicted == null ? 0 : (long) (10 * predicted));
    Duration limit = tenfold.compareTo(Duration.ofDays(1)) > 0 ? tenfold : Duration.ofDays(1);
    return trainer(request, limit, "train %s".formatted(plan.model()));
  }

  /** One pass over the validation images; an hour is a hanging device. */
  static TuningActivities evaluate(FineTuningRequest request) {
    return trainer(request, Duration.ofHours(1), "evaluate " + request.taskId());
  }

  private static TuningActivities trainer(
      FineTuningRequest request, Duration startToClose, String summary) {
    return Workflow.newActivityStub(
        TuningActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.trainer(request.deployment(), request.deviceClass()))
            // No limit for waiting in the queue: all trainers may be busy for days.
            .setStartToCloseTimeout(startToClose)
            .setHeartbeatTimeout(SILENCE)
            // A cancelled task has ended only when its slot is free again.
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(retries())
            .setPriority(Priority.newBuilder().setPriorityKey(request.priority()).build())
            .setSummary(summary)
            .build());
  }

  /**
   * For killed processes and storage that comes back. No limit of attempts, because each restart of
   * a worker uses one up; what trying again cannot mend is named. The pause stays short: a long
   * task may lose its trainer many times, and goes on as soon after the last time as after the
   * first.
   */
  private static RetryOptions retries() {
    return RetryOptions.newBuilder()
        .setInitialInterval(Duration.ofSeconds(1))
        .setBackoffCoefficient(2)
        .setMaximumInterval(Duration.ofSeconds(5))
        .setDoNotRetry(FailureTypes.NOT_RETRYABLE.toArray(String[]::new))
        .build();
  }

  /** The server takes summaries of at most 400 bytes. */
  private static String shortened(String text) {
    return text.length() <= 90 ? text : "..." + text.substring(text.length() - 87);
  }
}
