package io.nasoa.workflows.plugin;

import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FineTuningWorkflow;
import io.nasoa.workflows.tuning.TaskQueues;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Somebody else's workflow, which has a model fine-tuned on its way. */
@WorkflowInterface
public interface ForeignWorkflow {
  @WorkflowMethod
  double accuracy(FineTuningRequest request);

  /** As a user of the {@code workflows} jar writes it. */
  final class Impl implements ForeignWorkflow {
    @Override
    public double accuracy(FineTuningRequest request) {
      FineTuningWorkflow child =
          Workflow.newChildWorkflowStub(
              FineTuningWorkflow.class,
              ChildWorkflowOptions.newBuilder()
                  .setWorkflowId(
                      TaskQueues.fineTuningWorkflowId(request.deployment(), request.taskId()))
                  .setTaskQueue(TaskQueues.control(request.deployment()))
                  // A model half trained is of no use to anybody when its parent is gone.
                  .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
                  .build());
      Double accuracy =
          child
              .run(FineTuningState.unclaimed(request, Workflow.currentTimeMillis()))
              .task()
              .accuracy();
      return accuracy == null ? 0 : accuracy;
    }
  }
}
