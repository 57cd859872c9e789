package io.nasoa.activities.training;

/**
 * Everything of a training's state that is not a tensor: {@code state.json} of a checkpoint. The
 * order of the data and the augmentation are pure functions of seed and step, so nothing else is
 * needed to go on bit by bit.
 *
 * @param format version of this record
 * @param runKey hash of what defines the run; a checkpoint of another run is never used
 * @param step optimiser steps done
 * @param schedule the schedule with every decision made so far
 */
public record CheckpointState(int format, String runKey, int step, LearningRateSchedule schedule) {
  /** The version that this program writes, and the newest it reads. */
  public static final int FORMAT = 1;
}
