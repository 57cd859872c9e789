package io.nasoa.workflows.tuning;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@link TaskRecordActivities#finish}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param run the run's last state
 * @param state how it ended: SUCCEEDED, FAILED or CANCELLED
 * @param failureType one of {@link FailureTypes} when it failed
 * @param error one sentence when it failed
 * @param ledger where its time went
 */
public record FinishInput(
    int schema,
    FineTuningState run,
    TaskState state,
    @Nullable String failureType,
    @Nullable String error,
    Ledger ledger) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** The same with another account of the time. */
  public FinishInput withLedger(Ledger account) {
    return new FinishInput(schema, run, state, failureType, error, account);
  }

  /** The result that belongs to this end. */
  public FineTuningResult toResult() {
    return new FineTuningResult(
        FineTuningResult.SCHEMA, run.run(), failureType, TaskResult.of(run, state, error, ledger));
  }
}
