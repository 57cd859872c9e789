package io.nasoa.activities.table;

import io.nasoa.activities.record.RunDocuments;
import io.nasoa.workflows.table.TableEntry;
import io.nasoa.workflows.table.TableRequest;
import io.nasoa.workflows.table.TableResult;
import io.nasoa.workflows.table.TableState;

/** The JSON documents in the rows of fine-tuning tables. Safe for use by many threads. */
public final class TableDocuments extends RunDocuments<TableRequest, TableState, TableResult> {
  /** Those of tables. */
  public TableDocuments() {
    super("table", TableRequest.class, TableState.class, TableResult.class, TableState::accepted);
  }

  /**
   * What a piece gave.
   *
   * @throws io.nasoa.zoo.store.StoreException if the row holds something else
   */
  public TableEntry entry(String tableId, String json) {
    return read(json, TableEntry.class, "piece", tableId);
  }
}
