package io.nasoa.workflows.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.nasoa.workflows.run.RunInterventions;
import io.nasoa.workflows.run.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workflow's whole state, which is also its input: a search continues behind the last
 * evaluation that stands in it, be it after continue-as-new or from the store after the server was
 * lost.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param request what was asked for
 * @param run number of the run of this search, from 1; a failed or cancelled search that is started
 *     again goes on as the next one
 * @param submittedAtMillis when this run was accepted, milliseconds since the epoch
 * @param phase the level it is at
 * @param search what that level remembers; null before the first evaluation is asked for and when
 *     nothing is left to evaluate
 * @param proposals what has been asked for and not been told, in the order of the numbers
 * @param asked evaluations that have been asked for
 * @param told evaluations whose outcome is known to the search
 * @param failed how many of those failed
 * @param found the front of the levels that are over
 * @param hypervolumes the hypervolume after each generation, level by level
 * @param activeMillis milliseconds in which it was neither paused nor down
 * @param interventions what has been asked of the search meanwhile; null for nothing
 */
public record SearchWorkflowState(
    int schema,
    SearchRequest request,
    int run,
    long submittedAtMillis,
    SearchPhase phase,
    @Nullable LevelSearch search,
    List<Proposal> proposals,
    int asked,
    int told,
    int failed,
    List<FrontPoint> found,
    List<LevelHypervolumes> hypervolumes,
    long activeMillis,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RunInterventions interventions)
    implements RunState<SearchWorkflowState> {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  public SearchWorkflowState {
    proposals = orEmpty(proposals);
    found = orEmpty(found);
    hypervolumes = orEmpty(hypervolumes);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /** The state of a run that has just been accepted. */
  public static SearchWorkflowState accepted(
      SearchRequest request, int run, long submittedAtMillis) {
    return new SearchWorkflowState(
        SCHEMA,
        request,
        run,
        submittedAtMillis,
        request.blockEvaluations() > 0 ? SearchPhase.BLOCK : SearchPhase.MACRO,
        null,
        List.of(),
        0,
        0,
        0,
        List.of(),
        List.of(),
        0,
        null);
  }

  /** The input of a proposal's evaluation. */
  public CandidateInput input(Proposal proposal) {
    return new CandidateInput(
        CandidateInput.SCHEMA,
        request.searchId(),
        proposal.number(),
        proposal.architecture(),
        request.stem(),
        request.data(),
        request.proxy(),
        proposal.seed(),
        request.device());
  }

  @Override
  public SearchWorkflowState with(@Nullable RunInterventions asking) {
    return new SearchWorkflowState(
        schema,
        request,
        run,
        submittedAtMillis,
        phase,
        search,
        proposals,
        asked,
        told,
        failed,
        found,
        hypervolumes,
        activeMillis,
        RunInterventions.NONE.equals(asking) ? null : asking);
  }

  @Override
  public SearchWorkflowState plusActive(long millis) {
    return new SearchWorkflowState(
        schema,
        request,
        run,
        submittedAtMillis,
        phase,
        search,
        proposals,
        asked,
        told,
        failed,
        found,
        hypervolumes,
        activeMillis + Math.max(0, millis),
        interventions);
  }

  @Override
  public SearchWorkflowState asRun(int number, long acceptedAtMillis) {
    return new SearchWorkflowState(
        schema,
        request,
        number,
        acceptedAtMillis,
        phase,
        search,
        proposals,
        asked,
        told,
        failed,
        found,
        hypervolumes,
        activeMillis,
        null);
  }
}
