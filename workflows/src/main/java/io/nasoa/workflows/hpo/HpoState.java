package io.nasoa.workflows.hpo;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunState;
import io.nasoa.workflows.trial.TrialModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workflow's whole state, which is also its input. What its pieces gave stands in the store, so
 * that the state stays small however long the search is; here is only how far it is.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request what was asked for
 * @param run number of the run of this search, from 1; a failed or cancelled one that is started
 *     again goes on as the next one
 * @param submittedAtMillis when this run was accepted, milliseconds since the epoch
 * @param models the zoo entries as they were at the beginning; empty before
 * @param proposals what trainers are to do now
 * @param prepared how many of calibration and description have been proposed
 * @param handedOut evaluations that the method has asked for: all of a smaller number
 * @param used of how many evaluations, from the first on, the method has used the outcomes
 * @param told evaluations that are over
 * @param crashed how many of those diverged, failed or had no time for a fine-tuning
 * @param spentSeconds reference seconds of those that are over
 * @param closed whether nothing more is asked for, as no more fits under the cap
 * @param incumbent the best so far; null before there is one
 * @param activeMillis milliseconds in which it was neither paused nor down
 * @param interventions what has been asked of it meanwhile; null for nothing
 */
public record HpoState(
    int schema,
    HpoRequest request,
    int run,
    long submittedAtMillis,
    List<TrialModel> models,
    List<HpoPiece> proposals,
    int prepared,
    int handedOut,
    int used,
    int told,
    int crashed,
    double spentSeconds,
    boolean closed,
    @Nullable HpoIncumbent incumbent,
    long activeMillis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunInterventions interventions)
    implements RunState<HpoState> {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public HpoState {
    models = orEmpty(models);
    proposals = orEmpty(proposals);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The state of a run that has just been accepted. */
  public static HpoState accepted(HpoRequest request, int run, long submittedAtMillis) {
    return new HpoState(
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
        false,
        null,
        0,
        null);
  }

  /**
   * The state of a run that has just been accepted, whose steps somebody else has timed.
   *
   * @param entries the zoo entries
   */
  public HpoState calibrated(List<TrialModel> entries) {
    return new HpoState(
        schema,
        request,
        run,
        submittedAtMillis,
        entries,
        proposals,
        1,
        handedOut,
        used,
        told,
        crashed,
        spentSeconds,
        closed,
        incumbent,
        activeMillis,
        interventions);
  }

  /** What trainers are to do: of a search that is to end with what it has, only the reports. */
  List<HpoPiece> wanted() {
    return interventionsOrNone().stop()
        ? proposals.stream().filter(piece -> piece.report() != null).toList()
        : proposals;
  }

  /** Whether everything has been done. */
  boolean over() {
    return (closed || interventionsOrNone().stop()) && wanted().isEmpty();
  }

  @Override
  public HpoState with(@Nullable RunInterventions asking) {
    return copy(
        run,
        submittedAtMillis,
        closed,
        activeMillis,
        RunInterventions.NONE.equals(asking) ? null : asking);
  }

  @Override
  public HpoState plusActive(long millis) {
    return copy(run, submittedAtMillis, closed, activeMillis + Math.max(0, millis), interventions);
  }

  /** What had been under way is still proposed, so the method goes on as if nothing had been. */
  @Override
  public HpoState asRun(int number, long acceptedAtMillis) {
    return copy(number, acceptedAtMillis, false, activeMillis, null);
  }

  private HpoState copy(
      int number,
      long acceptedAtMillis,
      boolean nothingMore,
      long active,
      @Nullable RunInterventions asking) {
    return new HpoState(
        schema,
        request,
        number,
        acceptedAtMillis,
        models,
        proposals,
        prepared,
        handedOut,
        used,
        told,
        crashed,
        spentSeconds,
        nothingMore,
        incumbent,
        active,
        asking);
  }
}
