package io.nasoa.workflows.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.zoo.experience.Regime;
import org.jspecify.annotations.Nullable;

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
 * @param trunk how it is a branch of a training that may go on; null for one with a schedule of its
 *     own
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
    String device,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TrialTrunk trunk) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** A trial with a schedule of its own. */
  public TrialInput(
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
    this(
        schema,
        work,
        trial,
        task,
        dataSha256,
        seed,
        model,
        regime,
        stepSeconds,
        checkpointIntervalSeconds,
        device,
        null);
  }

  /**
   * Optimiser steps that this trial does itself: those of a trunk that it goes on from are done.
   */
  public int ownSteps() {
    TrialTrunk branch = trunk;
    TrunkCheckpoint from = branch == null ? null : branch.from();
    return regime.steps() - (from == null ? 0 : from.steps());
  }
}
