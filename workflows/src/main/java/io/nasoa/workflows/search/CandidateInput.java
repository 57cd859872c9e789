package io.nasoa.workflows.search;

import io.nasoa.zoo.architecture.Stem;

/**
 * Input of {@link SearchActivities#evaluate}. Two equal inputs are the same evaluation.
 *
 * @param schema version of this record, {@value #SCHEMA}
 * @param searchId the search
 * @param evaluation number of the evaluation in its search, from 0
 * @param architecture what to train
 * @param stem its stem
 * @param data a directory, a zip or a {@code draw:} expression
 * @param proxy how to train it
 * @param seed of initialisation, order and augmentation
 * @param device {@code cpu}, {@code cuda} or {@code cuda:N}
 */
public record CandidateInput(
    int schema,
    String searchId,
    int evaluation,
    String architecture,
    Stem stem,
    String data,
    ProxyRecipe proxy,
    long seed,
    String device) {

  /** Version of this record. */
  public static final int SCHEMA = 1;
}
