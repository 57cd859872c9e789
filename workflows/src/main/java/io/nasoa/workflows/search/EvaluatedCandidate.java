package io.nasoa.workflows.search;

/**
 * One line of a search's log.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param number number of the evaluation in its search, from 0
 * @param level the level that asked for it
 * @param trial number of its trial at that level
 * @param repeat 0 for the trial's first evaluation, then 1, 2, ...
 * @param architecture what was evaluated
 * @param seed of its training
 * @param outcome what became of it
 */
public record EvaluatedCandidate(
    int schema,
    int number,
    SearchPhase level,
    int trial,
    int repeat,
    String architecture,
    long seed,
    CandidateOutcome outcome) {

  /** Version of this record. */
  public static final int SCHEMA = 1;

  /** What became of a proposal. */
  public static EvaluatedCandidate of(
      Proposal proposal, SearchPhase level, CandidateOutcome outcome) {
    return new EvaluatedCandidate(
        SCHEMA,
        proposal.number(),
        level,
        proposal.trial(),
        proposal.repeat(),
        proposal.architecture(),
        proposal.seed(),
        outcome);
  }
}
