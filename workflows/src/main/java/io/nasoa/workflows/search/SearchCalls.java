package io.nasoa.workflows.search;

import io.nasoa.workflows.run.RunCalls;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How each activity of a search is called. */
final class SearchCalls {
  private SearchCalls() {}

  /** A proxy training takes minutes. */
  private static final Duration LONGEST_EVALUATION = Duration.ofHours(12);

  /** The store's activities. */
  static SearchRecordActivities record(String summary) {
    return Workflow.newActivityStub(SearchRecordActivities.class, RunCalls.record(summary));
  }

  /** A trainer. */
  static SearchActivities evaluate(SearchRequest request, Proposal proposal) {
    return Workflow.newActivityStub(
        SearchActivities.class,
        RunCalls.train(
            TaskQueues.trainer(request.deployment(), request.deviceClass()),
            LONGEST_EVALUATION,
            request.priority(),
            "evaluation %d %s".formatted(proposal.number(), proposal.architecture())));
  }
}
