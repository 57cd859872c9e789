package io.nasoa.workflows.comparison;

import io.nasoa.workflows.hpo.HpoRequest;
import io.nasoa.workflows.hpo.HpoWorkflow;
import io.nasoa.workflows.run.RunCalls;
import io.nasoa.workflows.trial.TrialActivities;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/** How each activity and each search of a comparison is called. */
final class ComparisonCalls {
  private ComparisonCalls() {}

  /** A piece takes seconds to minutes; on a slow machine, hours. */
  private static final Duration LONGEST = Duration.ofHours(12);

  /** What a large log teaches is learned within minutes. */
  private static final Duration LONGEST_PLAN = Duration.ofHours(1);

  /** It is told of after every entry of the log, but policies are compared in one go. */
  private static final Duration PLANNER_SILENCE = Duration.ofMinutes(2);

  /** The store's activities. */
  static ComparisonRecordActivities record(String summary) {
    return Workflow.newActivityStub(ComparisonRecordActivities.class, RunCalls.record(summary));
  }

  /** Whoever chooses for methods that plan once. */
  static ComparisonRecordActivities planner(String summary) {
    return Workflow.newActivityStub(
        ComparisonRecordActivities.class,
        ActivityOptions.newBuilder(RunCalls.record(summary))
            .setStartToCloseTimeout(LONGEST_PLAN)
            .setHeartbeatTimeout(PLANNER_SILENCE)
            .build());
  }

  /** A trainer. */
  static TrialActivities train(ComparisonRequest request, String summary) {
    return Workflow.newActivityStub(
        TrialActivities.class,
        RunCalls.train(
            TaskQueues.trainer(request.deployment(), request.deviceClass()),
            LONGEST,
            request.priority(),
            summary));
  }

  /** A search; cancelled, it has ended only when its slots are free again. */
  static HpoWorkflow search(HpoRequest request) {
    return Workflow.newChildWorkflowStub(
        HpoWorkflow.class,
        ChildWorkflowOptions.newBuilder()
            .setWorkflowId(TaskQueues.hpoWorkflowId(request.deployment(), request.hpoId()))
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
            // Of a comparison that was terminated nobody waits for the rest.
            .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
            .build());
  }
}
