package io.nasoa.workflows.hpo;

import io.nasoa.workflows.run.RunCalls;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How each activity of a search for hyper-parameters is called. */
final class HpoCalls {
  private HpoCalls() {}

  /** A piece takes seconds to minutes; on a slow machine, hours. */
  private static final Duration LONGEST = Duration.ofHours(12);

  /** The store's activities. */
  static HpoRecordActivities record(String summary) {
    return Workflow.newActivityStub(HpoRecordActivities.class, RunCalls.record(summary));
  }

  /** A trainer. */
  static TrialActivities train(HpoRequest request, String summary) {
    return Workflow.newActivityStub(
        TrialActivities.class,
        RunCalls.train(
            TaskQueues.trainer(request.deployment(), request.deviceClass()),
            LONGEST,
            request.priority(),
            summary));
  }
}
