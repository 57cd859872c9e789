package io.nasoa.workflows.hpo;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link HpoRecordActivities#advance}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param state the search so far
 * @param arrived what became of some of its proposals
 */
public record AdvanceHpoInput(int schema, HpoState state, List<HpoOutcome> arrived) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public AdvanceHpoInput {
    arrived = orEmpty(arrived);
  }

  private static List<HpoOutcome> orEmpty(@Nullable List<HpoOutcome> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
