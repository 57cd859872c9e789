package io.nasoa.workflows.tuning;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * What would be done for a request: profiles the data and plans on a trainer, trains nothing and
 * stores no task.
 */
@WorkflowInterface
public interface PlanPreviewWorkflow {
  /** Name of the workflow. */
  String NAME = "nasoa.PlanPreview";

  /**
   * Plans.
   *
   * @param request with an id that no task has; its trainer's notes lie under that id
   */
  @WorkflowMethod(name = NAME)
  PlanPreview run(FineTuningRequest request);
}
