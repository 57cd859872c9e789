package io.nasoa.workflows.search;

import io.nasoa.workflows.tuning.FailureTypes;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.Priority;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How each activity of a search is called: queue, time limits, retries. */
final class SearchCalls {
  private SearchCalls() {}

  /** A trainer that has been silent that long is dead or cut off; trainers send every 2 s. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** A proxy training takes minutes; this only frees the slot of one whose steps have stopped. */
  private static final Duration LONGEST_EVALUATION = Duration.ofHours(12);

  /** The store's activities, on the queue that the workflow itself runs on. */
  static SearchRecordActivities record(String summary) {
    return Workflow.newActivityStub(
        SearchRecordActivities.class,
        ActivityOptions.newBuilder()
            // One transaction and some proposals; a minute is a disk that hangs, or a control
            // process that was killed.
            .setStartToCloseTimeout(Duration.ofMinutes(1))
            .setRetryOptions(retries())
            .setSummary(summary)
            .build());
  }

  /** A trainer. */
  static SearchActivities evaluate(SearchRequest request, Proposal proposal) {
    return Workflow.newActivityStub(
        SearchActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.trainer(request.deployment(), request.deviceClass()))
            // No limit for waiting in the queue: all trainers may be busy for days.
            .setStartToCloseTimeout(LONGEST_EVALUATION)
            .setHeartbeatTimeout(SILENCE)
            // A cancelled search has ended only when its slots are free again.
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(retries())
            .setPriority(Priority.newBuilder().setPriorityKey(request.priority()).build())
            .setSummary(
                "evaluation %d %s".formatted(proposal.number(), shortened(proposal.architecture())))
            .build());
  }

  /**
   * For killed processes and storage that comes back. No limit of attempts, because each restart of
   * a worker uses one up: the trainer itself gives up a candidate that takes it down. The pause
   * stays short, so that a candidate goes on as soon after the last kill as after the first.
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
    return text.length() <= 90 ? text : text.substring(0, 87) + "...";
  }
}
