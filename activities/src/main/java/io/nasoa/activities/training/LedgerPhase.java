package io.nasoa.activities.training;

/** What a task's seconds are spent on: the columns of the result's ledger. */
public enum LedgerPhase {
  QUEUE,
  PROFILE,
  PLAN,
  LOAD,
  TRAIN,
  EVALUATE,
  CHECKPOINT,
  LEARN,
  PAUSED,
  /** Training that was done, lost with a killed process and repeated. */
  LOST,
  /** No process was alive. */
  DOWN
}
