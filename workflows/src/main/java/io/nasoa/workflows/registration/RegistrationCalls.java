package io.nasoa.workflows.registration;

import io.nasoa.workflows.run.RunCalls;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How each activity of a build is called. */
final class RegistrationCalls {
  private RegistrationCalls() {}

  /** A pretraining takes minutes to hours; on a slow machine, a day. */
  private static final Duration LONGEST = Duration.ofDays(3);

  /** The store's activities. */
  static RegistrationRecordActivities record(String summary) {
    return Workflow.newActivityStub(RegistrationRecordActivities.class, RunCalls.record(summary));
  }

  /** A trainer. */
  static RegistrationActivities train(RegistrationRequest request, String summary) {
    return Workflow.newActivityStub(
        RegistrationActivities.class,
        RunCalls.train(
            TaskQueues.trainer(request.deployment(), request.deviceClass()),
            LONGEST,
            request.priority(),
            summary));
  }
}
