package io.nasoa.worker.foreign;

import io.nasoa.workflows.tuning.FineTuningRequest;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Has a model fine-tuned and then does something with it. */
@WorkflowInterface
public interface TrainAndShip {
  /** What would be shipped: where the model lies and how good it is. */
  @WorkflowMethod
  String run(FineTuningRequest request);
}
