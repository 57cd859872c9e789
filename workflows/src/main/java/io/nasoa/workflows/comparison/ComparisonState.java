package io.nasoa.workflows.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunState;
import io.nasoa.workflows.trial.TrialModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workflow's whole state, which is also its input. What its pieces gave stands in the store, so
 * that the state stays small however long the comparison is; here is only how far it is.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request what was asked for
 * @param run number of the run of this comparison, from 1; one that failed, was cancelled or is to
 *     have more seeds goes on as the next one
 * @param submittedAtMillis when this run was accepted, milliseconds since the epoch
 * @param models the zoo entries as they were at the beginning, those designed by hand last; empty
 *     before
 * @param experience ordinal of the newest entry that the log of experience had at the beginning:
 *     what came later is known to nobody
 * @param proposals what is to be done now, in the order of the numbers
 * @param calibrated whether the calibration has been proposed
 * @param next number of the cell that is looked at next: all before are over or proposed
 * @param closed whether there is none
 * @param cells how many there are; 0 before that is known
 * @param done cells that are over
 * @param failed how many of those have no accuracy
 * @param doneWeight reference seconds that cells which are over were meant to cost
 * @param allWeight reference seconds that all cells are meant to cost
 * @param activeMillis milliseconds in which it was neither paused nor down
 * @param interventions what has been asked of it meanwhile; null for nothing
 */
public record ComparisonState(
    int schema,
    ComparisonRequest request,
    int run,
    long submittedAtMillis,
    List<TrialModel> models,
    long experience,
    List<ComparisonPiece> proposals,
    boolean calibrated,
    int next,
    boolean closed,
    int cells,
    int done,
    int failed,
    double doneWeight,
    double allWeight,
    long activeMillis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunInterventions interventions)
    implements RunState<ComparisonState> {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public ComparisonState {
    models = orEmpty(models);
    proposals = orEmpty(proposals);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The state of a run that has just been accepted. */
  public static ComparisonState accepted(
      ComparisonRequest request, int run, long submittedAtMillis) {
    return new ComparisonState(
        SCHEMA,
        request,
        run,
        submittedAtMillis,
        List.of(),
        0,
        List.of(),
        false,
        0,
        false,
        0,
        0,
        0,
        0,
        0,
        0,
        null);
  }

  /** Whether everything has been done. */
  boolean over() {
    return closed && proposals.isEmpty();
  }

  /** The same with the seeds that a newer request for it asks for. */
  public ComparisonState asking(ComparisonRequest newer) {
    ComparisonRequest more = request.withSeedsOf(newer);
    return more.equals(request)
        ? this
        : copy(more, run, submittedAtMillis, 0, false, activeMillis, interventions);
  }

  @Override
  public ComparisonState with(@Nullable RunInterventions asking) {
    RunInterventions kept = RunInterventions.NONE.equals(asking) ? null : asking;
    return copy(request, run, submittedAtMillis, next, closed, activeMillis, kept);
  }

  @Override
  public ComparisonState plusActive(long millis) {
    long active = activeMillis + Math.max(0, millis);
    return copy(request, run, submittedAtMillis, next, closed, active, interventions);
  }

  /** What is over is known by the store, so the cells are looked through again. */
  @Override
  public ComparisonState asRun(int number, long acceptedAtMillis) {
    return copy(request, number, acceptedAtMillis, 0, false, activeMillis, null);
  }

  private ComparisonState copy(
      ComparisonRequest asked,
      int number,
      long acceptedAtMillis,
      int nextCell,
      boolean nothingMore,
      long active,
      @Nullable RunInterventions asking) {
    return new ComparisonState(
        schema,
        asked,
        number,
        acceptedAtMillis,
        models,
        experience,
        proposals,
        calibrated,
        nextCell,
        nothingMore,
        cells,
        done,
        failed,
        doneWeight,
        allWeight,
        active,
        asking);
  }
}
