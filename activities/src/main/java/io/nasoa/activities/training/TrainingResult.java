package io.nasoa.activities.training;

/**
 * How a training ended.
 *
 * @param steps optimiser steps done
 * @param ending why it ended
 * @param bitIdentical false when it went on from a checkpoint that another engine, instruction set
 *     or thread count had written
 */
public record TrainingResult(int steps, Ending ending, boolean bitIdentical) {
  /** Why a training ended. */
  public enum Ending {
    /** All planned steps were done. */
    SCHEDULE,
    /** The budget made the schedule shorter, or cut it off. */
    BUDGET,
    /** Somebody asked for it; the weights are kept as they were. */
    STOP,
    /** It gave its slot back after a checkpoint and is not finished. */
    YIELDED
  }
}
