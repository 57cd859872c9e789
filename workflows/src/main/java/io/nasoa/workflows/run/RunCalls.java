package io.nasoa.workflows.run;

import io.nasoa.workflows.tuning.FailureTypes;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import java.time.Duration;

/** How the activities of long work are called: queue, time limits, retries. */
public final class RunCalls {
  private RunCalls() {}

  /** A trainer that has been silent that long is dead or cut off; trainers send every 2 s. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** Of the store's activities, on the queue that the workflow itself runs on. */
  public static ActivityOptions record(String summary) {
    return ActivityOptions.newBuilder()
        // One transaction and little beside; a minute is a disk that hangs, or a control process
        // that was killed.
        .setStartToCloseTimeout(Duration.ofMinutes(1))
        .setRetryOptions(retries())
        .setSummary(shortened(summary))
        .build();
  }

  /**
   * Of a trainer.
   *
   * @param queue its task queue
   * @param longest frees the slot of one whose steps have stopped
   * @param priority 1 (first) to 5
   */
  public static ActivityOptions train(
      String queue, Duration longest, int priority, String summary) {
    return ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        // No limit for waiting in the queue: all trainers may be busy for days.
        .setStartToCloseTimeout(longest)
        .setHeartbeatTimeout(SILENCE)
        // A cancelled run has ended only when its slots are free again.
        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setRetryOptions(retries())
        .setPriority(Priority.newBuilder().setPriorityKey(priority).build())
        .setSummary(shortened(summary))
        .build();
  }

  /**
   * For killed processes and storage that comes back. No limit of attempts, because each restart of
   * a worker uses one up: the trainer itself gives up what takes it down. The pause stays short, so
   * that work goes on as soon after the last kill as after the first.
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
    return text.length() <= 110 ? text : text.substring(0, 107) + "...";
  }
}
