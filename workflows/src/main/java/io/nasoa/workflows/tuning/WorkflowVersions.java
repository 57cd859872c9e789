package io.nasoa.workflows.tuning;

/**
 * Every change id that workflow code asks {@code Workflow.getVersion} for, with the newest version
 * of each. An id stays as long as a recorded history holds it.
 */
final class WorkflowVersions {
  private WorkflowVersions() {}

  /** The order of a fine-tuning run's stages. 1: profile, plan, fine-tune, evaluate, record. */
  static final String FINE_TUNING_STAGES = "fine-tuning-stages";

  static final int FINE_TUNING_STAGES_NEWEST = 1;

  /** Who watches the deadline. 1: a timer of the workflow too, not the trainer alone. */
  static final String DEADLINE_TIMER = "deadline-timer";

  static final int DEADLINE_TIMER_NEWEST = 1;
}
