package io.nasoa.workflows.tuning;

import org.jspecify.annotations.Nullable;

/**
 * What a training tells with each heartbeat; a hint for the eye and for the next attempt, whose
 * truth are the checkpoints.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param step optimiser steps done
 * @param totalSteps steps of the schedule as it stands
 * @param loss last training loss
 * @param accuracy accuracy of the last validation pass on the way
 * @param checkpointStep step of the newest durable checkpoint, 0 for none
 * @param activeSeconds active seconds of the task so far
 */
public record TrainingProgress(
    int schema,
    int step,
    int totalSteps,
    @Nullable Double loss,
    @Nullable Double accuracy,
    int checkpointStep,
    double activeSeconds) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
