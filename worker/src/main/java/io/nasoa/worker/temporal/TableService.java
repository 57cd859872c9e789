package io.nasoa.worker.temporal;

import io.nasoa.activities.table.TableDocuments;
import io.nasoa.workflows.table.FinishTableInput;
import io.nasoa.workflows.table.TableRecordActivities;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableState;
import io.nasoa.workflows.table.TableStatus;
import io.nasoa.workflows.tuning.TaskState;
import io.nasoa.zoo.store.TableStore;
import java.time.Clock;

/** The fine-tuning tables of a process. Thread-safe. */
public final class TableService
    extends RunService<TableRequest, TableState, TableStatus, TableResult> {
  private final TableRecordActivities records;

  /**
   * The tables of a session whose workers know them.
   *
   * @param claiming held while a server is renewed: nothing is started on one that is about to go
   */
  TableService(
      TableStore store,
      TableRecordActivities records,
      WorkerSettings settings,
      TemporalSession session,
      Object claiming,
      Clock clock) {
    super(RunKind.TABLE, store, new TableDocuments(), settings, session::tables, claiming, clock);
    this.records = records;
  }

  @Override
  TableStatus statusOf(TableState state, TaskState run) {
    return TableStatus.of(state, run);
  }

  @Override
  void endAsCancelled(TableState state) {
    var unused =
        records.finish(
            new FinishTableInput(FinishTableInput.SCHEMA, state, TaskState.CANCELLED, null, null));
  }
}
