package io.nasoa.baselines.hpo;

import io.nasoa.baselines.hpo.space.ParameterSpace;
import java.util.List;

/**
 * All that a method has to remember: made from it, a method goes on as if nothing had been. There
 * is no generator of random numbers in it: every draw starts from the seed and the number of what
 * is drawn. As JSON about 150 bytes a trial of eight parameters and 40 an evaluation.
 *
 * @param schema version of this record's form, {@value #SCHEMA}
 * @param settings how the method goes about it
 * @param space where it looks
 * @param seed of all that is random
 * @param used of how many evaluations, from the first on, the outcomes have been used to choose
 * @param trials in the order of their numbers
 * @param runs in the order of their numbers; what is used has been told
 */
public record HpoState(
    int schema,
    HpoSettings settings,
    ParameterSpace space,
    long seed,
    int used,
    List<Trial> trials,
    List<Run> runs) {
  /** The form that this version writes, the only one there has been. */
  public static final int SCHEMA = 1;

  public HpoState {
    trials = List.copyOf(trials);
    runs = List.copyOf(runs);
    if (schema != SCHEMA) {
      throw new IllegalArgumentException(
          "the optimiser's state has schema %d, this version reads %d".formatted(schema, SCHEMA));
    }
    if (used < 0
        || used > runs.size()
        || runs.subList(0, used).stream().anyMatch(run -> run.loss() == null)) {
      throw new IllegalArgumentException(
          "the optimiser's state has used %d outcomes, which have not all been told"
              .formatted(used));
    }
    for (Run run : runs) {
      if (run.trial() < 0 || run.trial() >= trials.size() || run.level() < 0) {
        throw new IllegalArgumentException(
            "the optimiser's state has an evaluation of trial %d at level %d, there are %d trials"
                .formatted(run.trial(), run.level(), trials.size()));
      }
    }
    trials.forEach(trial -> space.require(trial.point()));
    settings.given().forEach(space::require);
  }

  /** A method that has not begun. */
  public static HpoState start(HpoSettings settings, ParameterSpace space, long seed) {
    return new HpoState(SCHEMA, settings, space, seed, 0, List.of(), List.of());
  }
}
