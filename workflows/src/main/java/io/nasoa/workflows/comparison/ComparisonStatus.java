package io.nasoa.workflows.comparison;

import io.nasoa.workflows.run.RunStatus;
import io.nasoa.workflows.tuning.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * Where a comparison stands.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param comparisonId id of the comparison
 * @param run number of the run
 * @param state where it stands
 * @param tasks tasks of the comparison
 * @param cells cells of the comparison; 0 before that is known
 * @param done cells that are over
 * @param failed how many of those have no accuracy
 * @param running pieces that are under way or about to be
 * @param referenceSeconds that the cells which are over were meant to cost
 * @param allReferenceSeconds that all cells are meant to cost; 0 before that is known
 * @param activeSeconds seconds in which it was neither paused nor down
 * @param etaSeconds active seconds that are left if the rest goes as fast as so far; null before
 *     the first cell is over
 */
public record ComparisonStatus(
    int schema,
    String comparisonId,
    int run,
    TaskState state,
    int tasks,
    int cells,
    int done,
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
    return comparisonId;
  }

  /** What a comparison's state tells. */
  public static ComparisonStatus of(ComparisonState comparison, TaskState state) {
    double active = comparison.activeMillis() / 1000.0;
    double spent = comparison.doneWeight();
    double left = state.ended() ? 0 : comparison.allWeight() - spent;
    return new ComparisonStatus(
        SCHEMA,
        comparison.request().comparisonId(),
        comparison.run(),
        state,
        comparison.request().tasks().size(),
        comparison.cells(),
        comparison.done(),
        comparison.failed(),
        state.ended() ? 0 : comparison.proposals().size(),
        spent,
        comparison.allWeight(),
        active,
        spent > 0 ? (Double) Math.max(0, active / spent * left) : null);
  }
}
