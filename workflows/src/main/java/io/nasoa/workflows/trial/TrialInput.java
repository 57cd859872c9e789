package io.nasoa.workflows.trial;

import io.nasoa.zoo.experience.Regime;

/**
 * Input of {@link TrialActivities#train}. Two equal inputs are the same trial: steps and not
 * seconds say how long it is, so that nothing measured decides what comes out.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param work the run that the trial belongs to, as a directory name: {@code table-<id>} ...
 * @param trial its name within that run, usable as a directory name
 * @param task text of the {@link io.nasoa.zoo.task.SubTask}
 * @param dataSha256 hash of that sub-task's data: other data are refused
 * @param seed of the split into FIT and SELECT, the head, the order and the augmentation
 * @param model what it starts from
 * @param regime how it is trained
 * @param stepSeconds calibrated seconds of one step: what a step costs
 * @param checkpointIntervalSeconds between two checkpoints
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 */
public record TrialInput(
    int schema,
    String work,
    String trial,
    String task,
    String dataSha256,
    long seed,
    TrialModel model,
    Regime regime,
    double stepSeconds,
    double checkpointIntervalSeconds,
    String device) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
