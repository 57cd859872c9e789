package io.nasoa.workflows.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link ComparisonRecordActivities#advance}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param state the comparison so far
 * @param arrived what became of some of its proposals
 */
public record AdvanceComparisonInput(
    int schema, ComparisonState state, List<ComparisonOutcome> arrived) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public AdvanceComparisonInput {
    arrived = orEmpty(arrived);
  }

  private static List<ComparisonOutcome> orEmpty(@Nullable List<ComparisonOutcome> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
