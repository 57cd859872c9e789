package io.nasoa.workflows.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link TableRecordActivities#advance}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param state the table so far
 * @param arrived what became of some of its proposals
 */
public record AdvanceTableInput(int schema, TableState state, List<PieceOutcome> arrived) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public AdvanceTableInput {
    arrived = orEmpty(arrived);
  }

  private static List<PieceOutcome> orEmpty(@Nullable List<PieceOutcome> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
