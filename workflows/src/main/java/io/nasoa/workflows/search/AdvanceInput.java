package io.nasoa.workflows.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@link SearchRecordActivities#advance}.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param state the search so far
 * @param arrived outcomes of its proposals, in the order of their numbers
 * @param last whether the search ends with these: nothing more is asked for
 */
public record AdvanceInput(
    int schema, SearchWorkflowState state, List<ArrivedOutcome> arrived, boolean last) {
  /** Version of this record. */
  public static final int SCHEMA = 1;

  public AdvanceInput {
    arrived = orEmpty(arrived);
  }

  private static List<ArrivedOutcome> orEmpty(@Nullable List<ArrivedOutcome> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * What an evaluation found.
   *
   * @param number number of the evaluation
   * @param outcome its outcome
   */
  public record ArrivedOutcome(int number, CandidateOutcome outcome) {}
}
