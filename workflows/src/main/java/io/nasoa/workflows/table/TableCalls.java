package io.nasoa.workflows.table;

import io.nasoa.workflows.run.RunCalls;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How each activity of a table is called. */
final class TableCalls {
  private TableCalls() {}

  /** A piece takes seconds to minutes; on a slow machine, hours. */
  private static final Duration LONGEST = Duration.ofHours(12);

  /** The store's activities. */
  static TableRecordActivities record(String summary) {
    return Workflow.newActivityStub(TableRecordActivities.class, RunCalls.record(summary));
  }

  /** A trainer. */
  static TrialActivities train(TableRequest request, String summary) {
    return Workflow.newActivityStub(
        TrialActivities.class,
        RunCalls.train(
            TaskQueues.trainer(request.deployment(), request.deviceClass()),
            LONGEST,
            request.priority(),
            summary));
  }
}
