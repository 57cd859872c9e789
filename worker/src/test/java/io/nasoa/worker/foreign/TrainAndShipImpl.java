package io.nasoa.worker.foreign;

import io.nasoa.workflows.tuning.FineTuningRequest;
import io.nasoa.workflows.tuning.FineTuningState;
import io.nasoa.workflows.tuning.FineTuningWorkflow;
import io.nasoa.workflows.tuning.TaskQueues;
import io.nasoa.workflows.tuning.TaskResult;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;

/** The fine-tuning is a child workflow. */
public final class TrainAndShipImpl implements TrainAndShip {
  @Override
  public String run(FineTuningRequest request) {
    FineTuningWorkflow fineTuning =
        Workflow.newChildWorkflowStub(
            FineTuningWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(
                    TaskQueues.fineTuningWorkflowId(request.deployment(), request.taskId()))
                .setTaskQueue(TaskQueues.control(request.deployment()))
                .build());
    TaskResult result =
        fineTuning.run(FineTuningState.unclaimed(request, Workflow.currentTimeMillis())).task();
    return "shipped %s of %s".formatted(result.modelPath(), result.state());
  }
}
