package io.nasoa.workflows.table;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunState;
import io.nasoa.workflows.trial.TrialModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workflow's whole state, which is also its input. What its pieces gave stands in the store, so
 * that the state stays small however long the table is; here is only how far it is.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request what was asked for
 * @param run number of the run of this table, from 1; a failed or cancelled table that is started
 *     again goes on as the next one
 * @param submittedAtMillis when this run was accepted, milliseconds since the epoch
 * @param models the zoo entries as they were at the beginning; empty before
 * @param proposals what trainers are to do now, in the order of the numbers
 * @param handedOut pieces that have been proposed so far: all of a smaller number have been
 * @param pieces how many there are; 0 before that is known
 * @param trials trials that are over
 * @param diverged how many of those diverged
 * @param failed how many of those failed or had no time for a fine-tuning
 * @param doneWeight reference seconds that trials which are over were meant to take
 * @param allWeight reference seconds that all trials are meant to take
 * @param activeMillis milliseconds in which it was neither paused nor down
 * @param interventions what has been asked of the table meanwhile; null for nothing
 */
public record TableState(
    int schema,
    TableRequest request,
    int run,
    long submittedAtMillis,
    List<TrialModel> models,
    List<TablePiece> proposals,
    int handedOut,
    int pieces,
    int trials,
    int diverged,
    int failed,
    double doneWeight,
    double allWeight,
    long activeMillis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunInterventions interventions)
    implements RunState<TableState> {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public TableState {
    models = orEmpty(models);
    proposals = orEmpty(proposals);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The state of a run that has just been accepted. */
  public static TableState accepted(TableRequest request, int run, long submittedAtMillis) {
    return new TableState(
        SCHEMA,
        request,
        run,
        submittedAtMillis,
        List.of(),
        List.of(),
        0,
        0,
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
    return pieces > 0 && handedOut == pieces && proposals.isEmpty();
  }

  @Override
  public TableState with(@Nullable RunInterventions asking) {
    return copy(
        run, submittedAtMillis, activeMillis, RunInterventions.NONE.equals(asking) ? null : asking);
  }

  @Override
  public TableState plusActive(long millis) {
    return copy(run, submittedAtMillis, activeMillis + Math.max(0, millis), interventions);
  }

  @Override
  public TableState asRun(int number, long acceptedAtMillis) {
    return copy(number, acceptedAtMillis, activeMillis, null);
  }

  private TableState copy(
      int number, long acceptedAtMillis, long active, @Nullable RunInterventions asking) {
    return new TableState(
        schema,
        request,
        number,
        acceptedAtMillis,
        models,
        proposals,
        handedOut,
        pieces,
        trials,
        diverged,
        failed,
        doneWeight,
        allWeight,
        active,
        asking);
  }
}
