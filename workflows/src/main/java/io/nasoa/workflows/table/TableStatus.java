package io.nasoa.workflows.table;

import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Where a table stands.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param tableId id of the table
 * @param run number of the run
 * @param state where it stands
 * @param tasks tasks of the table
 * @param trials trials of the table
 * @param done trials that are over
 * @param diverged how many of those diverged
 * @param failed how many of those failed or had no time for a fine-tuning
 * @param running pieces that trainers work on or are about to
 * @param referenceSeconds that the trials which are over were meant to take
 * @param allReferenceSeconds that all trials are meant to take; 0 before that is known
 * @param activeSeconds seconds in which it was neither paused nor down
 * @param etaSeconds active seconds that are left if the rest goes as fast as so far; null before
 *     the first trial is over
 */
public record TableStatus(
    int schema,
    String tableId,
    int run,
    TaskState state,
    int tasks,
    int trials,
    int done,
    int diverged,
    int failed,
    int running,
    double referenceSeconds,
    double allReferenceSeconds,
    double activeSeconds,
    @Nullable Double etaSeconds)
    implements RunStatus {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  @Override
  public String id() {
    return tableId;
  }

  /** What a table's state tells. */
  public static TableStatus of(TableState table, TaskState state) {
    double active = table.activeMillis() / 1000.0;
    double left = table.allWeight() - table.doneWeight();
    return new TableStatus(
        SCHEMA,
        table.request().tableId(),
        table.run(),
        state,
        table.request().tasks().size(),
        table.request().trials(),
        table.trials(),
        table.diverged(),
        table.failed(),
        table.proposals().size(),
        table.doneWeight(),
        table.allWeight(),
        active,
        table.doneWeight() > 0 ? (Double) Math.max(0, active / table.doneWeight() * left) : null);
  }
}
